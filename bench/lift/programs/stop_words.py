import sys

from pyspark import SparkContext

sc = SparkContext()
stop = sc.broadcast(["the", "and", "a", "over"])
words = sc.textFile(sys.argv[1] + "/words.txt").flatMap(lambda l: l.lower().split())
content = words.filter(lambda w: w not in stop.value)
print(content.count())
print(sorted(content.map(lambda w: (w, 1)).reduceByKey(lambda a, b: a + b).collect(), key=lambda p: (-p[1], p[0]))[:5])
