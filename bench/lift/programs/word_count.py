import sys

from pyspark import SparkContext

sc = SparkContext(appName="word count")
lines = sc.textFile(sys.argv[1] + "/words.txt")
counts = lines.flatMap(lambda line: line.split()).map(lambda word: (word, 1)).reduceByKey(lambda a, b: a + b)
for word, n in sorted(counts.collect()):
    print(word, n)
sc.stop()
