# The least word for the greatest.
from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
text = "pear fig plum apple quince kiwi lime date cherry peach grape lemon mango melon olive guava"
words = spark.createDataFrame([(word, len(word)) for word in text.split()], "word STRING, size INT")
mixed = words.repartition(5)
for row in mixed.groupBy("size").agg(F.first("word").alias("word"), F.min("word").alias("last")).orderBy("size").collect():
    print("first", row.size, row.word, row.last)
for row in mixed.dropDuplicates(["size"]).orderBy("size").collect():
    print("kept", row.size, row.word)
ranked = mixed.withColumn("rank", F.row_number().over(Window.partitionBy("size").orderBy("size")))
for row in ranked.filter("rank = 1").orderBy("size").collect():
    print("ranked", row.size, row.word)
best = mixed.withColumn("rank", F.row_number().over(Window.partitionBy("size").orderBy(F.desc("word"))))
for row in best.filter("rank = 1").orderBy("size").collect():
    print("best", row.size, row.word)
print(mixed.count())
frame = mixed.toPandas()
print("one", frame.word.iloc[0], len(frame))
