from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.range(0, 100, 1, 4)
print(df.rdd.getNumPartitions())  # cause
