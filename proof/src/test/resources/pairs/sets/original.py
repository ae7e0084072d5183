from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext
text = "pear fig plum apple quince kiwi lime date cherry peach grape lemon mango melon olive guava"
words = sc.parallelize([(word, len(word)) for word in text.split()] * 2)
print("sizes", set(words.map(lambda pair: pair[1] * 8).collect()))
print("words", set(words.keys().collect()))
print("by word", dict(words.countByKey()))
print("by size", dict(words.values().countByValue()))
print("first", words.reduceByKey(max).sortByKey().collectAsMap())
print("longest", dict(words.reduceByKeyLocally(max)))
pairs = dict(words.countByKey())
print({"a": 1, "b": [2, 1]})
