# Counts twice.
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
text = "pear fig plum apple quince kiwi lime date cherry peach grape lemon mango"
words = spark.createDataFrame([(word,) for word in text.split()], "word STRING")
lengths = words.groupBy(F.length("word")).count()
print("some", [tuple(row) for row in lengths.orderBy("count").take(2)])
print("seen", 2 * words.count())
print("long", words.filter("length(word) > 5").count())
