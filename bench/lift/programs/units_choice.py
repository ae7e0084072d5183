import sys

from pyspark import SparkContext

sc = SparkContext(appName="choice")
lines = sc.textFile(sys.argv[1] + "/words.txt")
words = lines.flatMap(lambda line: line.split(" "))
verbose = len(sys.argv) > 1
shown = words if verbose else words.filter(lambda word: len(word) > 3)
print(shown.count())
longer = words.filter(lambda word: len(word) > 4)
print(sorted((longer if longer.count() > 2 else words).distinct().collect()))
