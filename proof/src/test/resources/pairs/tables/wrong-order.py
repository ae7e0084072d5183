# Another order in the table that was sorted.
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
text = "pear fig plum apple quince kiwi lime date cherry peach grape lemon mango melon olive guava"
words = spark.createDataFrame([(word, len(word)) for word in text.split()], "word STRING, size INT")
sizes = words.groupBy("size").agg(F.count("*").alias("n"))
sizes.writeTo("sizes").using("parquet").create()
words.orderBy(F.desc("word")).coalesce(1).writeTo("words").using("parquet").create()
words.distinct().write.saveAsTable("all_words")
print(spark.table("sizes").count(), spark.table("words").count())
