"""A program that a test traces on classic Spark and on the runtime; what it prints must be the same on both."""

import threading

from pyspark import SparkContext
from pyspark.sql import Row, SparkSession


def keyed(rdd):
    return (
        rdd.map(lambda x: (x % 3, x))
        .reduceByKey(lambda a, b: a + b)
    )


def never_called(rdd):
    return rdd.treeAggregate(0, max, max)


def recursive(rdd, depth):
    return rdd if depth == 0 else recursive(rdd.map(lambda x: [x]), depth - 1)


def generated(sc):
    for i in range(3):
        yield sc.parallelize([float(i)], 1).map(str)


sc = SparkContext("local[2]", "traced")
spark = SparkSession(sc)
mixed = [1, None, 2**70, "x", b"y", 1.5, True, (1, "a"), (1,), [1, None], {"k": 1.0}, {1, 2}, Row(a=1, b=None)]
print(sc.parallelize(mixed, 2).map(lambda x: x).count())
print(sorted(keyed(sc.parallelize(range(100), 2)).collect()))
pairs = sc.parallelize([("é", 1), ("b", 2), ("b", 3)], 2)
print("é", sorted(pairs.groupByKey().mapValues(sorted).collect()))
print(sorted(pairs.join(pairs).map(lambda p: p).collect()))
frame = pairs.toDF(["name", "n"])
print(sorted(frame.rdd.map(lambda row: (row, row.name)).collect()))
print(recursive(sc.parallelize([1, 2], 1), 3).collect())
print([rdd.collect() for rdd in generated(sc)])
twice = pairs + pairs
print(twice.map(len).distinct().collect())
print(sc.parallelize([1], 1).mapPartitions(lambda it: [list(it)]).mapPartitions(lambda lists: [len(lists)]).collect())
total = sc.accumulator(0)
for _ in range(4):
    sc.parallelize([1, 2], 1).foreach(lambda x: total.add(x))
print(total)
seen = []


def half():
    seen.append(sc.parallelize([1], 1).map(lambda x: x / 2).sum())


workers = [threading.Thread(target=half) for _ in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print(seen)
exec("print(sc.parallelize(['a'], 1).map(lambda x: (x,)).collect())")
try:
    sc.parallelize([1], 1).map(lambda x: x // 0).collect()
except Exception:
    print("failed")
print(sc.parallelize([3, 1, 2], 2).sortBy(lambda x: x).map(lambda x: x).take(2))
print(sc.parallelize(range(10), 2).map(lambda x: total.add(1) or x).take(3), total)
sc.stop()
