"""Which items were sold in which cities, as sets."""

import sys

from pyspark import SparkConf, SparkContext

sc = SparkContext(conf=SparkConf().setAppName("tags"))
lines = sc.textFile(sys.argv[1] + "/sales.csv")
header = lines.first()
sales = lines.filter(lambda line: line != header).map(lambda line: line.split(","))
items = sales.map(lambda f: (f[1], f[2])).groupByKey().mapValues(set)
for city, sold in sorted(items.collect()):
    print(city, sorted(sold))
print(items.mapValues(len).filter(lambda pair: pair[1] > 1).count())
