import glob
import tempfile

from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def run(folder):
    spark = SparkSession.builder.getOrCreate()
    parts = spark.read.text(folder + "/numbers").select(F.split("value", ",").alias("parts"))
    rows = parts.select(F.get("parts", F.lit(0)).cast("bigint").alias("number"), F.get("parts", F.lit(1)).alias("name"))
    out = tempfile.mkdtemp() + "/sorted"
    rows.orderBy("number").select(F.concat_ws(" ", "number", "name")).write.text(out)
    return first_line(out)


def first_line(folder):
    with open(sorted(glob.glob(folder + "/part-*"))[0], encoding="utf-8") as file:
        return file.readline()
