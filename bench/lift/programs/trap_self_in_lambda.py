"""The function reads the object, which has the context: it cannot go to workers."""
import sys

from pyspark import SparkContext


class Grep:
    def __init__(self, sc, folder):
        self.lines = sc.textFile(folder + "/words.txt")
        self.word = "the"

    def count(self):
        try:
            return self.lines.filter(lambda line: self.word in line).count()
        except Exception as e:
            return type(e).__name__


print(Grep(SparkContext(appName="grep"), sys.argv[1]).count())
