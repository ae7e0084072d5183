import sys
from functools import reduce

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext
files = ["words.txt", "app.log", "access.log"]
rdds = [sc.textFile(sys.argv[1] + "/" + name) for name in files]
everything = sc.union(rdds)
again = reduce(lambda a, b: a.union(b), rdds)
print(everything.count(), again.count())
print(everything.filter(lambda line: "the" in line).collect())
print("first", rdds[0].count(), "last", rdds[2].count())
