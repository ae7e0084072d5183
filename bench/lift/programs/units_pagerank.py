import sys
from operator import add

from pyspark.sql import SparkSession


def contributions(urls, rank):
    n = len(urls)
    return [(url, rank / n) for url in urls]


def parse(line):
    parts = line.split(" ")
    return parts[0], parts[1]


spark = SparkSession.builder.appName("pagerank").getOrCreate()
sc = spark.sparkContext

lines = sc.textFile(sys.argv[1] + "/links.txt")
links = lines.map(parse).distinct().groupByKey().cache()
ranks = links.mapValues(lambda urls: 1.0)
for iteration in range(5):
    contribs = links.join(ranks).flatMap(lambda kv: contributions(kv[1][0], kv[1][1]))
    ranks = contribs.reduceByKey(add).mapValues(lambda rank: rank * 0.85 + 0.15)
for url, rank in sorted(ranks.collect()):
    print("%s has rank: %.6f" % (url, rank))
spark.stop()
