# By name.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
scores = spark.read.csv(sys.argv[1] + "/scores.csv", header=True, schema="name STRING, score INT")
ranked = scores.orderBy("name")
for row in ranked.collect():
    print(row.score, row.name)
names = [row.name for row in ranked.filter("score > 1").collect()]
