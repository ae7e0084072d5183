"""Accumulators that count, beside a pipeline."""
import sys

from pyspark import SparkContext

sc = SparkContext()
lines = sc.textFile(sys.argv[1] + "/words.txt")
blank = sc.accumulator(0)


def look(line):
    if not line.strip():
        blank.add(1)


lines.foreach(look)
print("blank lines:", blank.value)
print("all lines:", lines.count())
