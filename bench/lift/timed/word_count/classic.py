import sys

from pyspark import SparkContext


def run(folder):
    sc = SparkContext.getOrCreate()
    lines = sc.textFile(folder + "/words")
    counts = lines.flatMap(lambda line: line.split(" ")).map(lambda word: (word, 1)).reduceByKey(lambda a, b: a + b)
    return counts.takeOrdered(10, key=lambda pair: (-pair[1], pair[0]))


if __name__ == "__main__":
    print(run(sys.argv[1]))
