"""Lines with their numbers, without the first."""
import sys

from pyspark import SparkContext

sc = SparkContext()
lines = sc.textFile(sys.argv[1] + "/sales.csv").zipWithIndex()
body = lines.filter(lambda pair: pair[1] > 0).map(lambda pair: pair[0])
for number, line in enumerate(body.take(3)):
    print(number, line)
print(body.count())
ranked = sc.parallelize([("a", 3), ("b", 9), ("c", 5)]).sortBy(lambda p: p[1], ascending=False).zipWithIndex()
for (name, score), place in ranked.collect():
    print(place + 1, name, score)
