"""RDD jobs that are timed on classic Spark and on the runtime: `JOBS` maps a name to a function of a SparkContext.

A job returns something small that both must agree on. `SCALE` is how much data there is, 1 for the figures in the
documents.
"""

import os
import tempfile
from operator import add

SCALE = 1.0


def numbers(count):
    return range(int(count * SCALE))


def count(sc):
    return sc.parallelize(numbers(1_000_000), 2).count()


def map_sum(sc):
    return sc.parallelize(numbers(1_000_000), 2).map(lambda x: x + 1).sum()


def reduce_by_key(sc):
    pairs = sc.parallelize(numbers(1_000_000), 2).map(lambda x: ("w%d" % (x % 1000), 1))
    return sorted(pairs.reduceByKey(add).collect())[:3]


def group_by_key(sc):
    keys = len(numbers(10_000))
    pairs = sc.parallelize(numbers(1_000_000), 2).map(lambda x: (x % keys, x))
    return pairs.groupByKey().mapValues(len).values().sum()


def sort_by(sc):
    return sc.parallelize(numbers(500_000), 2).map(lambda x: x * 7919 % 8_000_009).sortBy(lambda x: x).take(3)


def join(sc):
    left = sc.parallelize(numbers(200_000), 2).map(lambda x: (x, x))
    right = sc.parallelize(numbers(200_000), 2).map(lambda x: (x, -x))
    return left.join(right).count()


def collect(sc):
    return len(sc.parallelize(numbers(1_000_000), 2).map(lambda x: x * 2).collect())


def parallelize_objects(sc):
    return sc.parallelize([("k%d" % i, i, [i]) for i in numbers(200_000)], 2).count()


def page_rank(sc):
    pages = len(numbers(2000))
    pairs = sc.parallelize(numbers(40_000), 2).map(lambda x: (x % pages, x * 7 % (pages + 3)))
    links = pairs.distinct().groupByKey().cache()
    ranks = links.mapValues(lambda _: 1.0)
    for _ in range(10):
        parts = links.join(ranks).flatMap(lambda p: [(to, p[1][1] / len(p[1][0])) for to in p[1][0]])
        ranks = parts.reduceByKey(add).mapValues(lambda rank: 0.15 + 0.85 * rank)
    return round(ranks.values().sum(), 4)


def k_means(sc):
    points = sc.parallelize(numbers(100_000), 2).map(lambda x: (x % 317 / 10.0, x % 211 / 7.0)).cache()
    centers = points.takeSample(False, 5, 1)
    for _ in range(10):
        chosen = list(centers)

        def nearest(p):
            at = min(range(5), key=lambda i: (p[0] - chosen[i][0]) ** 2 + (p[1] - chosen[i][1]) ** 2)
            return at, (p[0], p[1], 1)

        sums = points.map(nearest).reduceByKey(lambda a, b: (a[0] + b[0], a[1] + b[1], a[2] + b[2])).collect()
        for at, (x, y, n) in sums:
            centers[at] = (x / n, y / n)
    return [round(c, 6) for center in sorted(centers) for c in center]


def frame_rows(sc):
    from pyspark.sql import SparkSession

    rows = SparkSession(sc).range(0, len(numbers(2_000_000)), 1, 2).rdd
    return rows.map(lambda row: row.id % 7).sum()


def word_count(sc):
    """Words of a file of 100 MB, which is written on the first call."""
    path = os.path.join(tempfile.gettempdir(), "reconnect-bench-words-%d-%g.txt" % (os.getuid(), SCALE))
    if not os.path.exists(path):
        line = " ".join("w%d" % (i * i % 5003) for i in range(40)) + "\n"
        with open(path + ".new", "w") as file:
            for i in numbers((100 << 20) // len(line)):
                file.write(line.replace("w1 ", "w%d " % i))
        os.replace(path + ".new", path)
    counts = sc.textFile(path).flatMap(str.split).map(lambda word: (word, 1)).reduceByKey(add)
    return counts.count()


_ALL = [
    count,
    map_sum,
    reduce_by_key,
    group_by_key,
    sort_by,
    join,
    collect,
    parallelize_objects,
    page_rank,
    k_means,
    frame_rows,
    word_count,
]
JOBS = {job.__name__: job for job in _ALL}
