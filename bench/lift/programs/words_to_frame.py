import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("words to a frame").getOrCreate()
sc = spark.sparkContext
lines = sc.textFile(sys.argv[1] + "/words.txt")
pairs = lines.flatMap(lambda line: line.split()).map(lambda word: (word.lower(), 1))
counts = spark.createDataFrame(pairs.reduceByKey(lambda a, b: a + b), "word string, n bigint")
counts.orderBy("n", "word", ascending=[False, True]).show(truncate=False)
counts.groupBy("n").count().orderBy("n").show()
