"""Tags that occur together: pairs from each record, with itertools."""
import itertools
import json
import sys

from pyspark import SparkContext


def pairs(line):
    tags = sorted(set(json.loads(line)["tags"]))
    return list(itertools.combinations(tags, 2))


sc = SparkContext(appName="baskets")
together = sc.textFile(sys.argv[1] + "/events.jsonl").flatMap(pairs)
counts = together.map(lambda pair: (pair, 1)).reduceByKey(lambda a, b: a + b)
for (one, other), n in sorted(counts.collect()):
    print(one, other, n)
