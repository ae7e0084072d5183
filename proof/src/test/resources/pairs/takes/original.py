from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
text = "pear fig plum apple quince kiwi lime date cherry peach grape lemon mango melon olive guava"
words = spark.createDataFrame([(word, len(word)) for word in text.split()], "word STRING, size INT")
sizes = words.groupBy("size").agg(F.count("*").alias("n"))
print("some", sizes.rdd.take(2))
print("one", words.distinct().first().size >= 0, words.distinct().first())
print("top", sizes.orderBy(F.desc("n"), "size").take(2))
for row in words.repartition(3).limit(4).collect():
    print("of all", row.word)
pairs = words.rdd.map(lambda row: (row.size, 1)).reduceByKey(lambda a, b: a + b)
print("number", pairs.zipWithIndex().first())
print("tied", words.orderBy("size").take(4))
print("in all", sizes.count(), words.distinct().count())
