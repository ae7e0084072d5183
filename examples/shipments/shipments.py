"""Shipment measures shared by several jobs. There is no main: jobs import the functions and bring the session."""

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import IntegerType, StringType, StructField, StructType

SCHEMA = "shipment string, carrier string, sent date, delivered date, weight_kg int"
LATE = StructType([StructField("shipment", StringType()), StructField("days", IntegerType())])


def read_shipments(spark: SparkSession, path: str) -> DataFrame:
    return spark.read.csv(path, header=True, schema=SCHEMA)


def late(spark: SparkSession, path: str, days: int) -> DataFrame:
    """Shipments that took more than so many days; an empty frame if the file has none."""
    shipments = read_shipments(spark, path)
    if shipments.rdd.isEmpty():
        return spark.createDataFrame(spark.sparkContext.emptyRDD(), LATE)
    taken = shipments.select("shipment", F.datediff("delivered", "sent").alias("days"))
    return taken.where(F.col("days") > days).orderBy("shipment")


def carriers(spark: SparkSession, path: str) -> list:
    """Carrier names in order."""
    found = read_shipments(spark, path).select("carrier").distinct().orderBy("carrier")
    return found.rdd.map(lambda row: row.carrier).collect()


def numbered(spark: SparkSession, path: str) -> list:
    """Delivered shipments by date, each with its number from 0."""
    delivered = read_shipments(spark, path).where("delivered is not null").orderBy("delivered", "shipment")
    return [(number, row["shipment"]) for row, number in delivered.rdd.zipWithIndex().collect()]


def heaviest(frame, count: int = 3) -> list:
    """JSON documents of the heaviest shipments of any frame."""
    if not hasattr(frame, "rdd"):
        raise TypeError("heaviest wants a DataFrame")
    return frame.orderBy(F.desc("weight_kg"), "shipment").toJSON().take(count)


def load_tests(spark: SparkSession) -> DataFrame:
    """The three rows that the smoke test of each job uses."""
    rows = [("T1", "Nordic", 3), ("T2", "Pacific", 11), ("T3", None, 7)]
    return spark.sparkContext.parallelize(rows, 2).toDF("shipment string, carrier string, weight_kg int")


def smoke_test(spark: SparkSession) -> list:
    return heaviest(load_tests(spark), 2)
