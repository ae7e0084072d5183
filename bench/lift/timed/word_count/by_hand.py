from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def run(folder):
    spark = SparkSession.builder.getOrCreate()
    lines = spark.read.text(folder + "/words")
    counts = lines.select(F.explode(F.split("value", " ")).alias("word")).groupBy("word").count()
    return [tuple(row) for row in counts.orderBy(F.desc("count"), "word").limit(10).collect()]
