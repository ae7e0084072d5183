from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
sc = spark.sparkContext  # cause
path = sc._jvm.org.apache.hadoop.fs.Path("/tmp")
fs = path.getFileSystem(sc._jsc.hadoopConfiguration())
print(fs.exists(path))
