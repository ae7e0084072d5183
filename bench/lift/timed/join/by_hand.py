from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def run(folder):
    spark = SparkSession.builder.getOrCreate()
    users = fields(spark.read.text(folder + "/users"), "user", "city")
    visits = fields(spark.read.text(folder + "/visits"), "user", "page")
    return sorted(tuple(row) for row in users.join(visits, "user").groupBy("city").count().collect())


def fields(lines, first, second):
    parts = lines.select(F.split("value", ",").alias("parts"))
    return parts.select(F.get("parts", F.lit(0)).alias(first), F.get("parts", F.lit(1)).alias(second))
