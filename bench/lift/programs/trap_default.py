"""The default binds the word of each round."""
import sys

from pyspark.sql import SparkSession

sc = SparkSession.builder.getOrCreate().sparkContext
lines = sc.textFile(sys.argv[1] + "/app.log")
for word in ["INFO", "cart"]:
    lines = lines.filter(lambda line, word=word: word not in line)
print(lines.count())
