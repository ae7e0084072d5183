# Takes from rows that lie elsewhere.
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
text = "pear fig plum apple quince kiwi lime date cherry peach grape lemon mango melon olive guava"
words = spark.createDataFrame([(word, len(word)) for word in text.split()], "word STRING, size INT")
sizes = words.groupBy("size").agg(F.count("*").alias("n")).repartition(4, "n")
print("some", sizes.take(2))
print("one", words.distinct().repartition(5, "word").first().size >= 0, words.distinct().repartition(5, "word").first())
print("top", sizes.orderBy(F.desc("n"), "size").take(2))
for row in words.repartition(2, "size").limit(4).collect():
    print("of all", row.word)
pairs = words.groupBy("size").count().collect()
print("number", ((pairs[0][0], pairs[0][1]), 0))
print("tied", words.orderBy("size").take(4))
print("in all", sizes.count(), words.distinct().repartition(5, "word").count())
