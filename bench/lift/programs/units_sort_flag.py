import sys

from pyspark.sql import SparkSession


def ordered(rdd, descending):
    if descending:
        return rdd.sortBy(lambda kv: kv[1], ascending=False)
    return rdd.sortBy(lambda kv: kv[1])


spark = SparkSession.builder.getOrCreate()
lines = spark.sparkContext.textFile(sys.argv[1] + "/access.log")
hits = lines.map(lambda line: (line.split(" ")[2], len(line)))
for descending in (True, False):
    for page, length in ordered(hits, descending).collect():
        print(page, length)
