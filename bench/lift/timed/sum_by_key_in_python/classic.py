import sys

from pyspark import SparkContext


def digits(text):
    total = 0
    for character in text:
        total += ord(character) - 48
    return total


def run(folder):
    sc = SparkContext.getOrCreate()
    pairs = sc.textFile(folder + "/pairs").map(lambda line: line.split(",")).map(lambda parts: (parts[0], digits(parts[1])))
    totals = pairs.reduceByKey(lambda a, b: a + b)
    return sorted(totals.collect())


if __name__ == "__main__":
    print(run(sys.argv[1])[:10])
