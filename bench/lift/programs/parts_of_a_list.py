import sys

from pyspark import SparkContext

sc = SparkContext.getOrCreate()
rdds = []
for name in ("words.txt", "links.txt", "edges.txt"):
    rdds.append(sc.textFile(sys.argv[1] + "/" + name).filter(lambda line: line.strip() != ""))
everything = rdds[0]
for rdd in rdds[1:]:
    everything = everything.union(rdd)
print(everything.count(), [rdd.count() for rdd in rdds])
print(sorted(everything.map(lambda line: len(line)).distinct().collect()))
