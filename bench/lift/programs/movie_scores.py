"""How often each score was given; the textbook's first example."""

import collections
import sys

from pyspark import SparkContext

sc = SparkContext("local", "RatingsHistogram")
lines = sc.textFile(sys.argv[1] + "/ratings.tsv")
scores = lines.map(lambda x: x.split("\t")[2])
result = scores.countByValue()
for key, value in collections.OrderedDict(sorted(result.items())).items():
    print("%s %i" % (key, value))
