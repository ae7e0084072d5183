from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.createDataFrame([(1, "a")], ["id", "name"])
df = df.withColumn("double", df.id * 2)
print(df.select("id", "doubel").collect())  # cause
