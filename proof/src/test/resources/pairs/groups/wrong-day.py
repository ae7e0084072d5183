import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.appName("groups").getOrCreate()
orders = spark.read.csv(sys.argv[1] + "/orders.csv", header=True, schema="region string, kind string, amount int, day string")
amount = F.coalesce(F.col("amount"), F.lit(0)).cast("long")
by_region = orders.groupBy(F.coalesce(F.col("region"), F.lit("")))
largest = sorted(map(tuple, by_region.agg(F.greatest(F.max(amount), F.lit(0))).collect()))
totals = sorted(map(tuple, by_region.agg(F.sum(amount)).collect()))
large = orders.where(amount >= 100).count()
retail = orders.where("kind = 'retail'").count()
late = orders.where("day > '2024-03-01'").count()
print(largest, totals, large, retail, late)
spark.stop()
