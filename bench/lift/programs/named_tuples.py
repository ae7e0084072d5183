"""Log entries as named tuples, which no column holds; what is taken out of them is plain."""
import sys
from collections import namedtuple

from pyspark import SparkContext

Entry = namedtuple("Entry", "host method path status size")


def parse(line):
    host, method, path, status, size = line.split(" ")
    return Entry(host, method, path, int(status), int(size))


sc = SparkContext(appName="entries")
entries = sc.textFile(sys.argv[1] + "/access.log").map(parse)
errors = entries.filter(lambda entry: entry.status >= 400)
print(errors.count(), "errors")
largest = entries.map(lambda entry: (entry.host, entry.size)).reduceByKey(max)
for host, size in sorted(largest.collect()):
    print(host, size)
