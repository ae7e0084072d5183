"""The paths that every host asked for, and the share of each status."""

import sys

from pyspark.sql import SparkSession


class Request:
    FIELDS = 4

    @staticmethod
    def split(line):
        return line.split(" ")


spark = SparkSession.builder.getOrCreate()
log = spark.sparkContext.textFile(sys.argv[1] + "/access.log").map(lambda line: line.split(" ")).cache()
total = log.count()
statuses = log.map(lambda f: (f[-1], 1)).reduceByKey(lambda a, b: a + b).mapValues(lambda n: n / total)
for status, share in sorted(statuses.collect()):
    print(status, f"{share:.3f}")
paths = log.map(lambda f: (f[0], f[1])).distinct().groupByKey().mapValues(list)
for host, asked in sorted(paths.collect()):
    print(host, sorted(asked))
