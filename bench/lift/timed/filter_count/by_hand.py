from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def run(folder):
    spark = SparkSession.builder.getOrCreate()
    numbers = spark.range(5000000)
    return numbers.where(F.col("id") % 3 == 0).select((F.col("id") * 2 + 1).alias("n")).where(F.col("n") % 5 != 0).count()
