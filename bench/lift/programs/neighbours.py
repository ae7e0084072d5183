"""Degrees and neighbours in a graph of numbered nodes."""
import sys

from pyspark import SparkContext


def edge(line):
    a, b = line.split()
    return int(a), int(b)


sc = SparkContext()
edges = sc.textFile(sys.argv[1] + "/edges.txt").map(edge)
print(sorted(edges.mapValues(lambda b: 1).reduceByKey(lambda x, y: x + y).collect()))
print(sorted(edges.map(lambda e: (e[1], 1)).foldByKey(0, lambda x, y: x + y).collect()))
for node, some in sorted(edges.groupByKey().mapValues(sorted).collect()):
    print(node, some)
both = edges.union(edges.map(lambda e: (e[1], e[0]))).distinct()
print(both.count(), sorted(both.lookup(3)))
