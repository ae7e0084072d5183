"""One function, elements of two kinds."""
import sys

from pyspark import SparkContext

sc = SparkContext(appName="shapes")


def preview(rdd, n):
    for element in rdd.take(n):
        print(element)


lines = sc.textFile(sys.argv[1] + "/words.txt")
preview(lines, 2)
preview(lines.map(lambda line: (len(line), line)), 2)
