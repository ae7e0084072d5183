import glob
import sys
import tempfile

from pyspark import SparkContext


def run(folder):
    sc = SparkContext.getOrCreate()
    rows = sc.textFile(folder + "/numbers").map(lambda line: line.split(",")).map(lambda f: (int(f[0]), f[1]))
    out = tempfile.mkdtemp() + "/sorted"
    rows.sortByKey().map(lambda pair: f"{pair[0]} {pair[1]}").saveAsTextFile(out)
    return first_line(out)


def first_line(folder):
    with open(min(glob.glob(folder + "/part-00000*")), encoding="utf-8") as file:
        return file.readline()


if __name__ == "__main__":
    print(run(sys.argv[1]))
