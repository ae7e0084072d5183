import sys

from pyspark import SparkContext


def run(folder):
    sc = SparkContext.getOrCreate()
    lines = sc.textFile(folder + "/links")
    links = lines.map(lambda line: line.split(" ")).map(lambda pair: (pair[0], pair[1])).distinct().groupByKey().cache()
    ranks = links.mapValues(lambda targets: 1.0)
    for _ in range(10):
        contributions = links.join(ranks).flatMap(lambda page: [(target, page[1][1] / len(page[1][0])) for target in page[1][0]])
        ranks = contributions.reduceByKey(lambda a, b: a + b).mapValues(lambda rank: rank * 0.85 + 0.15)
    return [(page, round(rank, 6)) for page, rank in ranks.takeOrdered(10, key=lambda pair: (-pair[1], pair[0]))]


if __name__ == "__main__":
    print(run(sys.argv[1]))
