# Keeps a decimal.
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
prices = spark.createDataFrame([(p,) for p in [0.1] * 10 + [0.7, 12345.678, 0.3]], "price DOUBLE")
print("total", prices.agg(F.sum("price")).first()[0])
print("mean", prices.agg(F.avg("price")).first()[0], "of", prices.count())
total = prices.agg(F.sum("price").cast("decimal(38,12)")).first()[0]
pairs = spark.createDataFrame([("ab"[n % 2], 0.1 * n) for n in range(20)], "key STRING, value DOUBLE")
for key, value in sorted(pairs.groupBy("key").sum("value").collect()):
    print(key, value)
sums = {row[0]: row[1] for row in pairs.groupBy("key").sum("value").collect()}
print("tenths %.1f" % prices.agg(F.sum("price")).first()[0])
