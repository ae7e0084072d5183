from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.range(10).filter("id > 20")
if df.rdd.isEmpty():  # cause
    print("nothing")
else:
    print("something")
