"""An access log by status, host and size."""
import re
import sys
from operator import add

from pyspark import SparkContext

LINE = re.compile(r"(\S+) (\S+) (\S+) (\d+) (\d+)")


def parsed(line):
    found = LINE.match(line)
    if found is None:
        return "-", "-", 0
    return found.group(1), found.group(4), int(found.group(5))


sc = SparkContext(appName="status")
requests = sc.textFile(sys.argv[1] + "/access.log").map(parsed).cache()
print(sorted(requests.map(lambda r: (r[1], 1)).reduceByKey(add).collect()))
sizes = requests.filter(lambda r: r[1] != "404").map(lambda r: (r[0], r[2]))
print(sorted(sizes.reduceByKey(max).collect()))
print(sorted(sizes.aggregateByKey(0, lambda acc, n: acc + n, add).collect()))
print(requests.map(lambda r: r[0]).distinct().count())
