import sys

from pyspark import SparkContext

sc = SparkContext(appName="by length")
words = sc.textFile(sys.argv[1] + "/words.txt").flatMap(lambda line: line.split()).repartition(3)
by_length = words.groupBy(lambda word: len(word))
for length, group in sorted(by_length.mapValues(list).collect()):
    print(length, sorted(group))
firsts = words.groupBy(lambda w: w.lower()).mapValues(len).filter(lambda kv: kv[1] > 1)
for word, n in sorted(firsts.collect(), key=lambda kv: (-kv[1], kv[0])):
    print(word, n)
