from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.createDataFrame([(1, "a")], ["id", "name"])
lines = df.toJSON().map(lambda line: line.upper()).collect()  # cause
print(lines)
