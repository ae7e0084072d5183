"""For each city the item that was sold most, by a reduce that keeps one of two."""
import sys

from pyspark import SparkContext


def keyed(line):
    fields = line.split(",")
    return fields[1], (int(fields[3]), fields[2])


sc = SparkContext()
sales = sc.textFile(sys.argv[1] + "/sales.csv").filter(lambda l: not l.startswith("day")).map(keyed)
best = sales.reduceByKey(lambda a, b: a if a >= b else b)
for city, (quantity, item) in sorted(best.collect()):
    print(city, item, quantity)
