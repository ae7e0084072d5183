from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.range(10).filter("id > 3")
plan = df._jdf.queryExecution().toString()  # cause
print("Filter" in plan)
