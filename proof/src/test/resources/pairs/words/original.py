import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext
counts = (
    sc.textFile(sys.argv[1] + "/words.txt")
    .flatMap(lambda line: line.split())
    .map(lambda word: (word.casefold(), 1))
    .reduceByKey(lambda a, b: a + b)
)
common = sorted(counts.collect(), key=lambda pair: (-pair[1], pair[0]))
for word, n in common:
    print(word, n)
counts.sortByKey().map(lambda pair: "%s\t%d" % pair).saveAsTextFile(sys.argv[2] + "/counts")
