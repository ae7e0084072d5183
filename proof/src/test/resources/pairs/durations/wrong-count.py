# Counts other rows.
import time
from time import perf_counter

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
began, started = time.time(), perf_counter()
rows = spark.range(30).filter("id % 4 = 0").count()
time.sleep(6)
print("rows", rows, "in", int(perf_counter() - started) // 5, "times 5 s")
print("done after %d s: %d" % ((time.time() - began) // 5, rows))
