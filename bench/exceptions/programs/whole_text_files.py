import os
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
files = spark.sparkContext.wholeTextFiles(sys.argv[1])  # cause
print(sorted((os.path.basename(path), len(text)) for path, text in files.collect()))
