import sys

from pyspark import SparkContext

sc = SparkContext()
documents = sc.parallelize([("d1", "red green"), ("d2", "green blue"), ("d3", "red")])
terms = documents.flatMapValues(lambda text: text.split()).map(lambda kv: (kv[1], kv[0]))
index = terms.distinct().groupByKey().mapValues(sorted)
for term, places in index.sortByKey().collect():
    print(term, places)
