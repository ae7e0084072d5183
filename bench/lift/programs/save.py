import sys

from pyspark import SparkContext

sc = SparkContext(appName="save")
words = sc.textFile(sys.argv[1] + "/words.txt").flatMap(lambda line: line.split()).map(lambda w: w.strip())
words.saveAsTextFile(sys.argv[2] + "/words")
words.map(lambda w: (w, len(w))).distinct().saveAsTextFile(sys.argv[2] + "/lengths")
