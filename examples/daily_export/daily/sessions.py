"""The session of the export jobs."""

from pyspark import SparkContext
from pyspark.sql import SparkSession


def build_session():
    sc = SparkContext.getOrCreate()
    spark = SparkSession(sc)
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
    return spark


def view_exists(spark, name):
    return spark._jsparkSession.catalog().tableExists(name)
