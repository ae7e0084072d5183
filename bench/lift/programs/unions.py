import sys

from pyspark import SparkContext

sc = SparkContext(appName="unions")
small = sc.parallelize(["x", "y", "x"])
lines = sc.textFile(sys.argv[1] + "/numbers.txt")
every = small.union(lines)
print(every.count(), sorted(every.distinct().collect()))
print(sorted(every.countByValue().items()))
