from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
conf = spark.sparkContext._jsc.hadoopConfiguration()  # cause
conf.set("mapreduce.fileoutputcommitter.algorithm.version", "2")
print(spark.range(6).count())
