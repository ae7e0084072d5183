from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
spark.sparkContext.setCheckpointDir("/tmp/checkpoints")  # cause
print(spark.range(4).count())
