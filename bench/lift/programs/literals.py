from operator import add

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext
data = sc.parallelize([("a", 1), ("b", 2), ("a", 3), ("c", 0), ("b", -5)])
print(sorted(data.reduceByKey(add).collect()))
print(sorted(data.reduceByKey(max).collect()))
print(sorted(data.mapValues(lambda v: v + 1).collect()))
print(data.map(lambda kv: (kv[1], kv[0])).sortByKey().collect())
print(data.keys().distinct().count(), data.values().sum())
print(sorted(data.countByKey().items()))
