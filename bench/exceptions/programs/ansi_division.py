from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.createDataFrame([(1, 0)], ["a", "b"])
result = df.selectExpr("a / b as ratio")  # cause
print(result.first())
