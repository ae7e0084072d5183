import sys

from pyspark import SparkContext


class Words:
    def __init__(self, lines, least):
        self.least = least
        self.counts = None
        self.lines = lines

    @staticmethod
    def clean(lines):
        return lines.map(lambda line: line.strip().lower())

    def build(self):
        words = self.clean(self.lines).flatMap(lambda line: line.split())
        self.counts = words.map(lambda word: (word, 1)).reduceByKey(lambda a, b: a + b)
        return self

    def frequent(self):
        least = self.least
        return self.counts.filter(lambda pair: pair[1] >= least).sortByKey().collect()


sc = SparkContext(appName="methods")
words = Words(sc.textFile(sys.argv[1] + "/words.txt"), 2).build()
for word, n in words.frequent():
    print(word, n)
print(words.counts.count())
