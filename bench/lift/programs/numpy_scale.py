"""Numbers on a logarithmic scale, with NumPy inside the function."""
import sys

import numpy as np
from pyspark import SparkContext

EDGES = [1.0, 2.0, 4.0, 8.0]


def bucket(line):
    value = float(line)
    return int(np.searchsorted(EDGES, np.log1p(abs(value))))


sc = SparkContext(appName="scale")
numbers = sc.textFile(sys.argv[1] + "/numbers.txt").filter(lambda line: line.strip() != "")
buckets = numbers.map(bucket)
for number, count in sorted(buckets.countByValue().items()):
    print(number, count)
