import sys

from pyspark import SparkContext

sc = SparkContext("local[*]", "temperatures")
readings = sc.textFile(sys.argv[1] + "/stations.csv").map(lambda line: line.split(","))
by_kind = readings.map(lambda f: (f[2], int(f[3]))).groupByKey()
print(sorted(by_kind.mapValues(len).collect()))
print(sorted(by_kind.mapValues(max).collect()))
print(sorted(by_kind.mapValues(min).collect()))
print(sorted(by_kind.mapValues(sorted).collect()))

# The same without a variable between.
print(sorted(readings.map(lambda f: (f[0], int(f[3]))).groupByKey().mapValues(lambda v: max(v) - min(v)).collect()))
print(sorted(readings.map(lambda f: (f[0], 1)).groupByKey().map(lambda kv: (kv[0], len(kv[1]))).collect()))
