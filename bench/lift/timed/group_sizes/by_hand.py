from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def run(folder):
    spark = SparkSession.builder.getOrCreate()
    keys = spark.read.text(folder + "/pairs").select(F.split_part("value", F.lit(","), F.lit(1)).alias("key"))
    return sorted(tuple(row) for row in keys.groupBy("key").count().collect())
