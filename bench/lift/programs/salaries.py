"""The mean and the highest salary of each department."""

import sys

from pyspark import SparkContext


def main(folder):
    sc = SparkContext.getOrCreate()
    lines = sc.textFile(folder + "/employees.csv").filter(lambda l: "salary" not in l)
    rows = lines.map(lambda l: l.split(",")).filter(lambda f: len(f) == 4)
    pairs = rows.map(lambda f: (f[1], int(f[2])))
    totals = pairs.mapValues(lambda s: (s, 1, s)).reduceByKey(
        lambda a, b: (a[0] + b[0], a[1] + b[1], max(a[2], b[2]))
    )
    means = totals.mapValues(lambda t: (t[0] / t[1], t[2]))
    for dept, (mean, most) in sorted(means.collect()):
        print(dept, round(mean, 2), most)


if __name__ == "__main__":
    main(sys.argv[1])
