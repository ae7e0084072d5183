from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
print(spark.range(4).count())
spark.sparkContext.stop()  # cause
