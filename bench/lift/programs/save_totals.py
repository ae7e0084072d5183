"""Sums written as text: the lines show tuples, and integers as Python writes them."""
import sys

from pyspark import SparkContext

sc = SparkContext()
numbers = sc.textFile(sys.argv[1] + "/numbers.txt").map(lambda l: int(l))
totals = numbers.map(lambda n: (n % 2 == 0, n)).reduceByKey(lambda a, b: a + b)
totals.saveAsTextFile(sys.argv[2] + "/totals")
numbers.map(lambda n: (str(n), (n, 1))).reduceByKey(lambda a, b: (a[0] + b[0], a[1] + b[1])).saveAsTextFile(sys.argv[2] + "/pairs")
