import sys

from pyspark import SparkContext

sc = SparkContext()
lines = sc.textFile(sys.argv[1] + "/edges.txt").map(lambda l: l.split(" "))
sources = lines.map(lambda f: f[0])
targets = lines.map(lambda f: f[-1])
print(sorted(sources.subtract(targets).distinct().collect()))
print(sorted(sources.intersection(targets).collect()))
print(sources.union(targets).distinct().count())
