"""Variables of the module that functions read."""
import sys

from pyspark import SparkConf, SparkContext

conf = SparkConf().setAppName("globals")
sc = SparkContext(conf=conf)
lines = sc.textFile(sys.argv[1] + "/app.log")
errors = lines.filter(lambda line: "ERROR" in line)


def by_source():
    return errors.map(lambda line: (line.split("[")[1].split("]")[0] if "[" in line else "", 1)).reduceByKey(lambda a, b: a + b)


def report():
    print(lines.count(), errors.count())
    for source, n in sorted(by_source().collect()):
        print(source, n)


report()
