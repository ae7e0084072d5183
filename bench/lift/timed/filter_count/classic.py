import sys

from pyspark import SparkContext


def run(folder):
    sc = SparkContext.getOrCreate()
    numbers = sc.range(5000000)
    return numbers.filter(lambda n: n % 3 == 0).map(lambda n: n * 2 + 1).filter(lambda n: n % 5 != 0).count()


if __name__ == "__main__":
    print(run(sys.argv[1]))
