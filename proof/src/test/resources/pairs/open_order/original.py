import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
sales = spark.read.csv(sys.argv[1] + "/sales.csv", header=True, schema="city STRING, amount INT")
cities = sales.groupBy("city").agg(F.sum("amount").alias("amount"))
for row in cities.collect():
    print("in", row.city, row.amount)
top = cities.orderBy(F.desc("amount"), "city")
for row in top.collect():
    print("top", row.city, row.amount)
cities.show()
top.show()
pairs = sales.rdd.map(lambda r: (str(r.city), r.amount or 0)).reduceByKey(lambda a, b: a + b)
print(pairs.collect())
cities.write.csv(sys.argv[2] + "/cities", header=True)
top.coalesce(1).write.csv(sys.argv[2] + "/top", header=True)
