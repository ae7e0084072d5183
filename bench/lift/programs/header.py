import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("header").getOrCreate()
sc = spark.sparkContext
lines = sc.textFile(sys.argv[1] + "/sales.csv")
header = lines.first()
rows = lines.filter(lambda line: line != header)
print(header.split(","))
print(rows.count())
print(rows.take(2))
