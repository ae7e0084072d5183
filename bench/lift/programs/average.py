"""Average price of each city, over pairs of sum and count."""
import sys

from pyspark import SparkContext


def parse(line):
    fields = line.split(",")
    return fields[1], float(fields[4])


sc = SparkContext()
lines = sc.textFile(sys.argv[1] + "/sales.csv")
header = lines.first()
prices = lines.filter(lambda line: line != header).map(parse)
sums = prices.mapValues(lambda p: (p, 1)).reduceByKey(lambda x, y: (x[0] + y[0], x[1] + y[1]))
for city, mean in sums.mapValues(lambda s: s[0] / s[1]).sortByKey().collect():
    print(city, round(mean, 3))
