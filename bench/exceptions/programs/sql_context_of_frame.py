from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.range(4)
df.createOrReplaceTempView("numbers")
print(df.sql_ctx.sql("select count(*) from numbers").first()[0])  # cause
