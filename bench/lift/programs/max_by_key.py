import sys

from pyspark import SparkContext

sc = SparkContext()
words = sc.textFile(sys.argv[1] + "/words.txt").flatMap(lambda line: line.split())
counts = words.map(lambda w: (w, 1)).reduceByKey(lambda a, b: a + b)
print(counts.max(key=lambda kv: (kv[1], kv[0])))
print(counts.min(key=lambda kv: (kv[1], kv[0])))
print(words.max(), words.min())
try:
    print(words.filter(lambda w: w == "never said").max(key=len))
except ValueError as nothing:
    print(nothing)
