import sys

from pyspark import SparkConf, SparkContext


def create(rating):
    return rating, 1


def add(acc, rating):
    total, count = acc
    return total + rating, count + 1


def merge(a, b):
    return a[0] + b[0], a[1] + b[1]


def main():
    sc = SparkContext(conf=SparkConf().setAppName("movie averages"))
    ratings = sc.textFile(sys.argv[1] + "/ratings.tsv").map(lambda line: line.split("\t"))
    by_movie = ratings.map(lambda f: (int(f[1]), int(f[2]))).combineByKey(create, add, merge)
    for movie, (total, count) in sorted(by_movie.collect()):
        print(movie, total, count, round(total / count, 2))
    sc.stop()


if __name__ == "__main__":
    main()
