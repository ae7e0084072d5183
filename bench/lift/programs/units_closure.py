"""All pairs of pages that a walk along links connects."""
import sys

from pyspark.sql import SparkSession


def parse(line):
    source = line.split(" ")[0]
    return source, line[len(source) + 1:]


if __name__ == "__main__":
    spark = SparkSession.builder.getOrCreate()
    paths = spark.sparkContext.textFile(sys.argv[1] + "/links.txt").map(parse).distinct().cache()
    edges = paths.map(lambda edge: (edge[1], edge[0]))

    old = 0
    new = paths.count()
    while new != old:
        old = new
        longer = paths.join(edges).map(lambda found: (found[1][1], found[1][0]))
        paths = paths.union(longer).distinct().cache()
        new = paths.count()

    print("paths:", paths.count())
    print(sorted(paths.collect())[:10])
    spark.stop()
