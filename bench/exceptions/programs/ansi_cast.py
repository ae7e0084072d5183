from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.createDataFrame([("1",), ("x",)], ["text"])
numbers = df.selectExpr("cast(text as int) as n")  # cause
print(numbers.collect())
