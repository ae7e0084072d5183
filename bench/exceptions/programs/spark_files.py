import sys

from pyspark import SparkFiles
from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
spark.sparkContext.addFile(sys.argv[1] + "/words.txt")  # cause
with open(SparkFiles.get("words.txt")) as file:
    print(file.read().strip())
