"""The most frequent words of some texts, and how far each text is from the others."""

import argparse
from operator import add

from pyspark import SparkContext

STOP = {"the", "a", "of", "and", "in", "to", "is"}


def words(line):
    cleaned = "".join(c if c.isalnum() else " " for c in line.lower())
    return [word for word in cleaned.split() if word not in STOP]


parser = argparse.ArgumentParser()
parser.add_argument("--input", required=True)
args = parser.parse_args()

sc = SparkContext(appName="top words")
lines = sc.textFile(args.input)
empty = sc.accumulator(0)


def pairs(line):
    if not line.strip():
        empty.add(1)
    return [(word, 1) for word in words(line)]


counts = lines.flatMap(pairs).reduceByKey(add).cache()
for word, n in counts.takeOrdered(5, key=lambda kv: (-kv[1], kv[0])):
    print("%-12s %d" % (word, n))
print("different words:", counts.count())
print("empty lines:", empty.value)

lengths = counts.map(lambda kv: (len(kv[0]), kv[1])).groupByKey().mapValues(sum)
for length, n in lengths.sortByKey().collect():
    print("%2d letters: %d" % (length, n))
sc.stop()
