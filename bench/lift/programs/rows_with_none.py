"""None in the columns of a frame: Python's functions see it."""
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
frame = spark.createDataFrame([("a", 1), (None, 2), ("b", None)], "name string, n int")
print(frame.rdd.map(lambda r: (r.name, r.n)).collect())
print(frame.rdd.map(lambda r: (r.name or "nobody", 0 if r.n is None else r.n + 1)).collect())
print(frame.rdd.filter(lambda r: r.n is not None).map(lambda r: r.name).collect())
print(frame.rdd.map(lambda r: str(r.n)).collect())
print(frame.rdd.filter(lambda r: r.name).count())
