"""Word count, in functions that each do one thing."""
import sys
from operator import add

from pyspark import SparkContext


def load(sc, path):
    return sc.textFile(path)


def tokenize(lines):
    return lines.flatMap(lambda line: line.lower().split())


def count(words):
    return words.map(lambda word: (word, 1)).reduceByKey(add)


def main():
    sc = SparkContext(appName="word count")
    counts = count(tokenize(load(sc, sys.argv[1] + "/words.txt")))
    for word, n in sorted(counts.collect()):
        print(word, n)
    sc.stop()


if __name__ == "__main__":
    main()
