"""Straight-line steps over one variable."""
import sys

from pyspark import SparkContext

sc = SparkContext(appName="steps")
rdd = sc.textFile(sys.argv[1] + "/sales.csv")
header = rdd.first()
rdd = rdd.filter(lambda line: line != header)
rdd = rdd.map(lambda line: line.split(","))
rdd = rdd.map(lambda fields: (fields[1], fields[2]))
rdd = rdd.distinct()
rdd = rdd.map(lambda pair: (pair[0], 1))
rdd = rdd.reduceByKey(lambda a, b: a + b)
rdd = rdd.sortBy(lambda pair: (-pair[1], pair[0]))
for city, items in rdd.collect():
    print(city, items)
