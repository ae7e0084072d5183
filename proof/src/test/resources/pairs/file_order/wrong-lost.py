import sys

from pyspark.sql import SparkSession, functions as F

spark = SparkSession.builder.getOrCreate()
lines = spark.read.text(sys.argv[1] + "/lines")
sizes = lines.filter("value not like '%b3'").select(F.col("value").alias("line"), F.length("value").cast("bigint").alias("size"))
ranked = sizes.orderBy("line")
single = sizes.orderBy("line")
print(sizes.columns, ranked.columns, single.columns)
