# Rows in other partitions.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
sales = spark.read.csv(sys.argv[1] + "/sales.csv", header=True, schema="city STRING, amount INT")
cities = sales.groupBy("city").agg(F.sum("amount").alias("amount")).repartition(3, "amount")
for row in cities.collect():
    print("in", row.city, row.amount)
top = cities.orderBy(F.desc("amount"), "city")
for row in top.collect():
    print("top", row.city, row.amount)
cities.show()
top.show()
pairs = sales.groupBy(F.coalesce("city", F.lit("None"))).agg(F.sum(F.coalesce("amount", F.lit(0))))
print([tuple(row) for row in pairs.collect()])
cities.write.csv(sys.argv[2] + "/cities", header=True)
top.coalesce(1).write.csv(sys.argv[2] + "/top", header=True)
