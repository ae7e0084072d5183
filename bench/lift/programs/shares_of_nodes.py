"""One step of spreading a value of 1.0 over the targets of each node."""

import sys

from pyspark import SparkContext

sc = SparkContext.getOrCreate()
lines = sc.textFile(sys.argv[1] + "/edges.txt").filter(lambda line: " " in line)
targets = lines.map(lambda line: line.split(" ")).map(lambda e: (e[0], e[1])).distinct().groupByKey()
shares = targets.flatMap(lambda node: [(target, 1.0 / len(node[1])) for target in node[1]])
for node, share in sorted(shares.reduceByKey(lambda a, b: a + b).collect()):
    print(node, round(share, 4))
