"""Filters that options switch on."""
import sys

from pyspark import SparkConf, SparkContext

sc = SparkContext(conf=SparkConf().setAppName("log filters"))
folder = sys.argv[1]
skip_info = True
only_from = "auth" if len(sys.argv) > 1 else ""

lines = sc.textFile(folder + "/app.log")
if skip_info:
    lines = lines.filter(lambda line: " INFO " not in line)
if only_from:
    lines = lines.filter(lambda line: "[" + only_from + "]" in line)
else:
    lines = lines.filter(lambda line: line != "")
print("left:", lines.count())
for line in lines.take(3):
    print(line)
sc.stop()
