from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.range(5).withColumnRenamed("id", "n")
df.createOrReplaceTempView("numbers")
spark.catalog.dropTempView("numbers")
totals = spark.sql("select sum(n) from numbers")  # cause
print(totals.first()[0])
