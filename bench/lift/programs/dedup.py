import sys

from pyspark import SparkContext

sc = SparkContext()
lines = sc.textFile(sys.argv[1] + "/stations.csv").map(lambda l: l.split(","))
stations = lines.map(lambda f: f[0]).distinct()
kinds = lines.map(lambda f: (f[0], f[2])).distinct()
print(stations.count(), sorted(stations.collect()))
print(sorted(kinds.groupByKey().mapValues(len).collect()))
print(sorted(kinds.map(lambda kv: (kv[1], kv[0])).reduceByKey(min).collect()))
