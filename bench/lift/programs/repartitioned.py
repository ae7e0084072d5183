import sys

from pyspark import SparkContext

sc = SparkContext()
words = sc.textFile(sys.argv[1] + "/words.txt", minPartitions=4).flatMap(lambda l: l.split())
pairs = words.map(lambda w: (w, len(w))).partitionBy(3).repartition(2)
print(sorted(pairs.distinct().coalesce(1).collect()))
print(pairs.reduceByKey(max, 5).count(), pairs.groupByKey(numPartitions=2).mapValues(len).filter(lambda kv: kv[1] > 1).count())
