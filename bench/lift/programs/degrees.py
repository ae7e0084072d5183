"""Neighbours in and out of each node, by `cogroup`."""

import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
edges = spark.sparkContext.textFile(sys.argv[1] + "/edges.txt").map(lambda l: l.split(" ")).filter(lambda e: len(e) == 2)
out = edges.map(lambda e: (e[0], e[1]))
into = edges.map(lambda e: (e[1], e[0]))
both = out.cogroup(into).mapValues(lambda sides: (sorted(sides[0]), sorted(sides[1])))
for node, (targets, sources) in sorted(both.collect()):
    print(node, targets, sources)
