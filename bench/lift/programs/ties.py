"""Sorts by a key that many elements share: they stay in their order."""
from pyspark import SparkContext

sc = SparkContext(appName="ties")
people = sc.parallelize([("d", 2), ("a", 1), ("c", 2), ("b", 1), ("e", 1), ("f", 2)], 3)
print(people.sortBy(lambda p: p[1]).collect())
print(people.sortBy(lambda p: p[1], False).collect())
print(people.takeOrdered(4, lambda p: p[1]), people.top(3, key=lambda p: p[1]))
