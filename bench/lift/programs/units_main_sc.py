import sys

from pyspark.sql import SparkSession


def visits(sc, folder):
    log = sc.textFile(folder + "/access.log")
    return log.map(lambda line: (line.split(" ")[0], 1)).reduceByKey(lambda a, b: a + b)


def pages(sc, folder):
    log = sc.textFile(folder + "/access.log")
    return log.map(lambda line: line.split(" ")[2]).distinct()


def main(sc, folder):
    for host, n in sorted(visits(sc, folder).collect()):
        print(host, n)
    print(sorted(pages(sc, folder).collect()))


if __name__ == "__main__":
    spark = SparkSession.builder.appName("visits").getOrCreate()
    main(spark.sparkContext, sys.argv[1])
    spark.stop()
