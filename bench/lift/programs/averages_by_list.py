import sys

from pyspark import SparkContext

sc = SparkContext()
readings = sc.textFile(sys.argv[1] + "/stations.csv").map(lambda l: l.split(",")).map(lambda f: (f[2], int(f[3])))
lists = readings.combineByKey(lambda n: [n], lambda acc, n: acc + [n], lambda a, b: a + b)
print(sorted(lists.mapValues(sorted).collect()))
print(sorted(lists.mapValues(lambda ns: sum(ns) / len(ns)).collect()))
print(sorted(readings.groupByKey().mapValues(lambda ns: sum(ns) / len(ns)).collect()))
print(sorted(readings.groupByKey().mapValues(list).mapValues(lambda ns: max(ns)).collect()))
