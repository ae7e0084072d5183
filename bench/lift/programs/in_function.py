import sys

from pyspark import SparkContext


def main(folder):
    sc = SparkContext(appName="in a function")
    lines = sc.textFile(folder + "/access.log")
    paths = lines.map(lambda line: line.split(" ")[2])
    for path, n in sorted(paths.map(lambda p: (p, 1)).reduceByKey(lambda a, b: a + b).collect()):
        print(path, n)
    sc.stop()


if __name__ == "__main__":
    main(sys.argv[1])
