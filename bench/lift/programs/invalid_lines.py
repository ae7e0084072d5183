"""Lines that are not as they should be are counted, not parsed."""

import sys

from pyspark import SparkContext

sc = SparkContext.getOrCreate()
lines = sc.textFile(sys.argv[1] + "/sales.csv")


def is_sale(line):
    fields = line.split(",")
    return len(fields) == 5 and fields[3] != "quantity"


good = lines.filter(is_sale)
print("left out:", lines.count() - good.count())
quantities = good.map(lambda line: line.split(",")).map(lambda f: (f[2], int(f[3])))
print(sorted(quantities.reduceByKey(lambda a, b: a + b).collect()))
print(quantities.lookup("apple"))
