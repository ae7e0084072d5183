"""An accumulator inside a function: nothing but the runtime serves it."""
import sys

from pyspark import SparkContext

sc = SparkContext()
bad = sc.accumulator(0)


def check(line):
    if "," not in line:
        bad.add(1)
    return line


lines = sc.textFile(sys.argv[1] + "/sales.csv").map(check)
print(lines.count(), bad.value)
