from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.range(1)
for i in range(3000):
    df = df.withColumn("c", df["id"] + i)  # cause
print(df.count())  # cause
