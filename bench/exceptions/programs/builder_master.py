from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[2]").appName("report").getOrCreate()  # cause
print(spark.range(5).count())
