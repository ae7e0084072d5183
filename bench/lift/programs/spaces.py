"""split() and strip() know more white space than SQL's trim."""
from pyspark import SparkContext

sc = SparkContext()
lines = sc.parallelize(["  a\u00a0b ", "\u2003c\td\x1ce", "", "   ", "f\u200bg"])
print(lines.flatMap(lambda line: line.split()).collect())
print(lines.map(lambda line: line.strip()).map(lambda line: len(line)).collect())
print(lines.map(lambda line: line.split(" ")).collect())
