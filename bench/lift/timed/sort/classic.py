import sys

from pyspark import SparkContext


def run(folder):
    sc = SparkContext.getOrCreate()
    lines = sc.textFile(folder + "/visits_twice").map(lambda line: line.split(","))
    ranked = lines.map(lambda f: (f[0], f[1])).sortBy(lambda pair: pair[1])
    return ranked.zipWithIndex().filter(lambda row: row[1] % 100000 == 0).collect()


if __name__ == "__main__":
    print(run(sys.argv[1]))
