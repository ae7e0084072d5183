# The least for the most.
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
text = "pear fig plum apple quince kiwi lime date cherry peach grape lemon mango melon olive guava"
words = spark.createDataFrame([(word, len(word)) for word in text.split()], "word STRING, size INT")
sizes = words.groupBy("size").agg(F.count("*").alias("n"))
print("some", sizes.take(2))
print("one", words.distinct().first().size >= 0, words.distinct().first())
print("top", sizes.orderBy("n", "size").take(2))
for row in words.repartition(3).limit(4).collect():
    print("of all", row.word)
pairs = words.groupBy("size").count().collect()
print("number", ((pairs[0][0], pairs[0][1]), 0))
print("tied", words.orderBy("size").take(4))
print("in all", sizes.count(), words.distinct().count())
