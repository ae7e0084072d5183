from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
spark.conf.set("spark.executor.memory", "2g")  # cause
print(spark.range(2).count())
