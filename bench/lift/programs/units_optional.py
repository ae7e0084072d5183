"""Collects what several files have, and may have nothing."""
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext
found = None
for name in ["words.txt", "links.txt", "app.log"]:
    lines = sc.textFile(sys.argv[1] + "/" + name).filter(lambda line: "a" in line)
    if found is None:
        found = lines
    else:
        found = found.union(lines)
if found is not None:
    print(found.count())
    print(found.map(lambda line: len(line)).max())
