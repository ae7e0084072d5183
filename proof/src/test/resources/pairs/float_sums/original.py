from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext
prices = sc.parallelize([0.1] * 10 + [0.7, 12345.678, 0.3])
print("total", prices.sum())
print("mean", prices.mean(), "of", prices.count())
total = prices.sum()
pairs = sc.parallelize([("ab"[n % 2], 0.1 * n) for n in range(20)])
for key, value in sorted(pairs.reduceByKey(lambda a, b: a + b).collect()):
    print(key, value)
sums = dict(pairs.reduceByKey(lambda a, b: a + b).collect())
print("tenths %.1f" % prices.sum())
