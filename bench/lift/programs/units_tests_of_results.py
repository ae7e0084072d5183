"""Functions that take results out, and others that go on with RDDs."""
import sys

from pyspark import SparkContext


def split(lines):
    return lines.map(lambda line: tuple(line.split(" ")[:1] + line.split(" ")[1:2]))


def by_first(lines):
    return lines.map(lambda line: (line.split(" ")[0], line)).groupByKey().mapValues(len)


def biggest(pairs):
    return pairs.sortBy(lambda pair: (-pair[1], pair[0])).first()


def summary(sc, folder):
    links = sc.textFile(folder + "/links.txt")
    counts = by_first(links)
    return {"pages": counts.count(), "biggest": biggest(counts), "total": links.count()}


if __name__ == "__main__":
    sc = SparkContext("local", "results")
    result = summary(sc, sys.argv[1])
    for key in sorted(result):
        print(key, result[key])
