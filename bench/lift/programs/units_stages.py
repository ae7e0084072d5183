"""Labels spread along links until nothing changes."""
import sys

from pyspark.sql import SparkSession


def neighbours(lines):
    pairs = lines.map(lambda line: (line.split(" ")[0], line.split(" ")[1]))
    return pairs.union(pairs.map(lambda pair: (pair[1], pair[0]))).distinct()


def spread(links, labels):
    offered = links.join(labels).map(lambda kv: kv[1])
    return labels.union(offered).reduceByKey(lambda a, b: min(a, b))


def main(folder, rounds=4):
    spark = SparkSession.builder.appName("components").getOrCreate()
    links = neighbours(spark.sparkContext.textFile(folder + "/links.txt")).cache()
    labels = links.keys().distinct().map(lambda name: (name, name))
    for i in range(rounds):
        labels = spread(links, labels)
    components = labels.map(lambda kv: (kv[1], 1)).reduceByKey(lambda a, b: a + b)
    for label, size in sorted(components.collect()):
        print(label, size)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1])
