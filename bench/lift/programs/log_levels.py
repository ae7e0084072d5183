"""Log lines by level; lines that are part of a traceback do not match and are left out."""
import re
import sys

from pyspark import SparkConf, SparkContext

LINE = re.compile(r"(\S+) (\S+) (\w+) \[(\w+)\] (.*) took=(\d+)ms")


def parse(line):
    match = LINE.match(line)
    if match is None:
        return None
    return match.groups()


conf = SparkConf().setAppName("levels")
sc = SparkContext(conf=conf)
entries = sc.textFile(sys.argv[1] + "/app.log").map(parse).filter(lambda entry: entry is not None)
levels = entries.map(lambda entry: (entry[2], 1)).reduceByKey(lambda a, b: a + b)
for level, count in sorted(levels.collect()):
    print("%-6s %4d" % (level, count))
