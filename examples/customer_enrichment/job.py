"""Enriches customers with their segment and country: cleaned phone numbers, a broadcast lookup, one Parquet table out.

    python job.py DATA_FOLDER OUT_FOLDER
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import StringType


@F.udf(returnType=StringType())
def clean_phone(number):
    if number is None:
        return None
    digits = "".join(c for c in number if c in "0123456789")
    return "+" + digits if digits else None


def enrich(spark, data):
    if not isinstance(spark, SparkSession):
        raise TypeError(f"expected a SparkSession, got {type(spark).__name__}")
    sc = spark.sparkContext

    customers = spark.read.option("header", True).csv(f"{data}/customers.csv")
    countries = spark.read.option("header", True).csv(f"{data}/countries.csv")
    names = dict(countries.rdd.map(lambda r: (r["code"], r["name"])).collect())
    country_names = sc.broadcast(names)

    country_name = F.udf(lambda code: country_names.value.get(code, "unknown"), StringType())
    spend = F.expr("try_cast(yearly_spend as decimal(12,2))")
    segment = F.when(spend >= 1000, "gold").when(spend >= 250, "silver").otherwise("basic")
    return customers.select(
        "customer_id",
        F.trim("name").alias("name"),
        clean_phone("phone").alias("phone"),
        country_name("country").alias("country"),
        segment.alias("segment"),
    )


if __name__ == "__main__":
    data, out = sys.argv[1:3]
    spark = SparkSession.builder.master("local[*]").appName("customer-enrichment").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    enriched = enrich(spark, data)
    enriched.write.mode("overwrite").parquet(f"{out}/customers")
    for name, count in enriched.groupBy("segment").count().orderBy("segment").rdd.collect():
        print(f"{name}: {count}")
    spark.stop()
