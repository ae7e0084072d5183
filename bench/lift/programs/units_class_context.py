"""A pipeline class around a context."""
import sys

from pyspark import SparkContext


class Pipeline(object):
    def __init__(self, sc, folder):
        self.sc = sc
        self.folder = folder

    def read(self, name):
        return self.sc.textFile(self.folder + "/" + name)

    def words(self):
        return self.read("words.txt").flatMap(lambda line: line.split())

    def top(self, n):
        counts = self.words().map(lambda w: (w, 1)).reduceByKey(lambda a, b: a + b)
        return counts.takeOrdered(n, key=lambda kv: (-kv[1], kv[0]))


sc = SparkContext("local[2]", "pipeline")
pipeline = Pipeline(sc, sys.argv[1])
for word, n in pipeline.top(5):
    print(word, n)
print(pipeline.read("app.log").count())
