from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.range(5)
shown = df.toRdd().take(2)  # cause
print(shown)
