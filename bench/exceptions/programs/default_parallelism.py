from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
partitions = spark.sparkContext.defaultParallelism * 2  # cause
print(spark.range(8).repartition(4).count(), partitions > 0)
