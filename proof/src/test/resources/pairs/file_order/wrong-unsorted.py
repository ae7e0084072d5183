import sys

from pyspark.sql import SparkSession, functions as F

spark = SparkSession.builder.getOrCreate()
lines = spark.read.text(sys.argv[1] + "/lines")
sizes = lines.select(F.col("value").alias("line"), F.length("value").cast("bigint").alias("size"))
ranked = sizes
single = sizes.orderBy("line")
print(sizes.columns, ranked.columns, single.columns)
