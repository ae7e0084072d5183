# Prints a tuple for a set.
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
text = "pear fig plum apple quince kiwi lime date cherry peach grape lemon mango melon olive guava"
words = spark.createDataFrame([(word, len(word)) for word in text.split()] * 2, "word STRING, size INT")
print("sizes", tuple({row.size * 8 for row in words.select("size").distinct().collect()}))
print("words", {row.word for row in words.select("word").distinct().collect()})
print("by word", {row[0]: row[1] for row in words.groupBy("word").count().collect()})
print("by size", {row[0]: row[1] for row in words.groupBy("size").count().collect()})
print("first", {row[0]: row[1] for row in words.groupBy("word").max("size").orderBy("word").collect()})
print("longest", {row[0]: row[1] for row in words.groupBy("word").max("size").collect()})
pairs = {row[0]: row[1] for row in words.groupBy("word").count().collect()}
print({"a": 1, "b": [2, 1]})
