# Loses an element of each group.
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
numbers = spark.range(60).repartition(7).select("id", (F.col("id") % 3).alias("key"), (F.col("id") % 5).alias("small"))
groups = numbers.groupBy("key").agg(F.slice(F.collect_list("id"), 1, 19).alias("ids"), F.collect_set("small").alias("smalls")).orderBy("key")
for row in groups.collect():
    print(row.key, row.ids, row.smalls)
lists = {row.key: row.ids for row in groups.collect()}
for key, text in numbers.groupBy("key").agg(F.concat_ws("-", F.collect_list("small"))).orderBy("key").collect():
    print(key, "is", text)
by_key = [(row.key, row.ids) for row in numbers.groupBy("key").agg(F.collect_list("id").alias("ids")).orderBy("key").collect()]
print("by key", by_key)
print("sorted", numbers.groupBy("key").agg(F.sort_array(F.collect_list("id")).alias("ids")).orderBy("key").first().ids)
print("named", numbers.groupBy("key").agg(F.first("small")).count())
