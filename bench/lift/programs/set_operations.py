"""Words of two texts: what only one has, what both have, and all pairs of short ones."""
import sys

from pyspark import SparkContext

sc = SparkContext(appName="sets")
words = sc.textFile(sys.argv[1] + "/words.txt").flatMap(lambda line: line.lower().split())
stop = sc.parallelize(["the", "and", "over", "a"])

content = words.subtract(stop)
print(content.count(), sorted(content.collect()))
print(sorted(words.intersection(stop).collect()))
print(sorted(stop.subtract(words).collect()))
print(sorted(stop.cartesian(sc.range(2)).collect()))
