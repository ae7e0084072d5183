from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.createDataFrame([(1, "a"), (2, "b"), (3, None)], ["id", "name"])
print(df.rdd.count())  # cause
