# In no order where the original is sorted.
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
frame = spark.createDataFrame([((i * 7) % 31,) for i in range(60)], "n INT")
distinct = [r.n for r in frame.distinct().collect()]
ranked = [r.n for r in frame.collect()]
print(ranked[:5], len(distinct))
for n in distinct:
    print(n)
