# Leaves as if all were well.
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
try:
    spark.table("nowhere").collect()
except Exception as error:
    print(type(error).__name__)
print("before", flush=True)
half = [r.half for r in spark.sql("SELECT n / 2 AS half FROM VALUES (1), (2) AS t(n)").collect()]
print(half)
raise SystemExit(0)
