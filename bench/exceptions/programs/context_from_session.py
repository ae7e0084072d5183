from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
sc = spark.sparkContext  # cause
sc.setLogLevel("WARN")
print(spark.range(10).count())
