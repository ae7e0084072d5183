import sys
from operator import add

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
lines = spark.sparkContext.textFile(sys.argv[1] + "/words.txt")  # cause
counts = lines.flatMap(lambda line: line.split(" ")).map(lambda word: (word, 1)).reduceByKey(add)
print(sorted(counts.collect()))
