import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("groups").getOrCreate()
orders = spark.read.csv(sys.argv[1] + "/orders.csv", header=True, schema="region string, kind string, amount int, day string")
amounts = orders.rdd.map(lambda row: (row.region or "", row.amount or 0))
largest = sorted(amounts.aggregateByKey(0, max, max).collect())
totals = sorted(amounts.reduceByKey(lambda a, b: a + b).collect())
large = orders.rdd.filter(lambda row: (row.amount or 0) >= 100).count()
retail = orders.rdd.filter(lambda row: row.kind == "retail").count()
late = orders.rdd.filter(lambda row: row.day is not None and row.day >= "2024-03-01").count()
print(largest, totals, large, retail, late)
spark.stop()
