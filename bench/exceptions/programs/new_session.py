from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
other = spark.newSession()  # cause
other.range(3).createOrReplaceTempView("numbers")
print(other.table("numbers").count())
