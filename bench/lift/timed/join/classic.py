import sys

from pyspark import SparkContext


def run(folder):
    sc = SparkContext.getOrCreate()
    users = sc.textFile(folder + "/users").map(lambda line: line.split(",")).map(lambda f: (f[0], f[1]))
    visits = sc.textFile(folder + "/visits").map(lambda line: line.split(",")).map(lambda f: (f[0], f[1]))
    cities = users.join(visits).map(lambda row: (row[1][0], 1)).reduceByKey(lambda a, b: a + b)
    return sorted(cities.collect())


if __name__ == "__main__":
    print(run(sys.argv[1]))
