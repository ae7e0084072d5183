from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.createDataFrame([(1, "a")], ["id", "name"])
wrong = df.select("id", "nmae")  # cause
wrong = wrong.withColumn("x", wrong["id"] + 1)
print(wrong.count())
