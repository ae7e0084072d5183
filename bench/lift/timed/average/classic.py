import sys

from pyspark import SparkContext


def run(folder):
    sc = SparkContext.getOrCreate()
    pairs = sc.textFile(folder + "/pairs").map(lambda line: line.split(",")).map(lambda parts: (parts[0], int(parts[1])))
    sums = pairs.aggregateByKey((0, 0), lambda s, n: (s[0] + n, s[1] + 1), lambda a, b: (a[0] + b[0], a[1] + b[1]))
    return sorted(sums.mapValues(lambda s: s[0] / s[1]).collect())


if __name__ == "__main__":
    print(run(sys.argv[1])[:10])
