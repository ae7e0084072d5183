import sys

from pyspark import SparkContext

sc = SparkContext("local[2]", "group")
words = sc.textFile(sys.argv[1] + "/words.txt").flatMap(lambda s: s.split())
by_length = words.map(lambda w: (len(w), w)).groupByKey()
for length, n in sorted(by_length.mapValues(len).collect()):
    print(length, n)
for length, group in by_length.mapValues(sorted).sortByKey().collect():
    print(length, group)
