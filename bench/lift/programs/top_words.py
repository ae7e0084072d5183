import sys
from operator import add

from pyspark import SparkConf, SparkContext

conf = SparkConf().setAppName("top words")
sc = SparkContext(conf=conf)
words = sc.textFile(sys.argv[1] + "/words.txt").flatMap(lambda l: l.lower().split(" ")).filter(lambda w: w != "")
pairs = words.map(lambda w: (w, 1)).reduceByKey(add)
for w, n in pairs.takeOrdered(4, key=lambda kv: (-kv[1], kv[0])):
    print("%s: %d" % (w, n))
print(words.count(), words.distinct().count())
