from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
try:
    spark.table("nowhere").collect()
except Exception as error:
    print(type(error).__name__)
print("before", flush=True)
half = spark.sparkContext.parallelize([1, 2]).map(lambda n: n / 2).collect()
print(half)
raise SystemExit(3)
