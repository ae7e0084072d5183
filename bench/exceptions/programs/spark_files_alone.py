from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark import SparkFiles

print(len(SparkFiles.getRootDirectory()) > 0)  # cause
