import functools
import sys

from pyspark import SparkContext

sc = SparkContext.getOrCreate()
parts = []
for name in ["words.txt", "links.txt"]:
    lines = sc.textFile(sys.argv[1] + "/" + name)
    parts.append(lines.flatMap(lambda line: line.split(" ")))
words = functools.reduce(lambda left, right: left.union(right), parts)
print(words.count())
for part in parts:
    print(part.distinct().count())
print(sorted(words.distinct().collect())[:12])
