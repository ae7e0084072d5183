from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def run(folder):
    spark = SparkSession.builder.getOrCreate()
    parts = spark.read.text(folder + "/pairs").select(F.split("value", ",").alias("parts"))
    pairs = parts.select(F.get("parts", F.lit(0)).alias("key"), F.get("parts", F.lit(1)).cast("bigint").alias("amount"))
    return sorted(tuple(row) for row in pairs.groupBy("key").agg(F.sum("amount")).collect())
