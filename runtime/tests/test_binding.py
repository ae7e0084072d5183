"""When functions are pickled: what they read later does not count, just as on classic Spark."""

import pytest

OPERATIONS = {
    "map": lambda rdd, base: rdd.map(lambda x: x + 1),
    "cache": lambda rdd, base: rdd.cache(),
    "cache and map": lambda rdd, base: rdd.cache().map(lambda x: x + 1),
    "unpersist": lambda rdd, base: rdd.persist().unpersist(),
    "name": lambda rdd, base: rdd.setName("named"),
    "union": lambda rdd, base: rdd.union(base),
    "distinct": lambda rdd, base: rdd.distinct(),
    "subtract": lambda rdd, base: rdd.subtract(base),
    "repartition": lambda rdd, base: rdd.repartition(2),
    "coalesce": lambda rdd, base: rdd.coalesce(1),
    "coalesce to more": lambda rdd, base: rdd.coalesce(7),
    "sortBy": lambda rdd, base: rdd.sortBy(lambda x: -x),
    "groupBy": lambda rdd, base: rdd.groupBy(lambda x: x % 3).mapValues(sorted),
    "keyBy and join": lambda rdd, base: rdd.keyBy(lambda x: x % 2).join(base.keyBy(lambda x: x % 2)),
    "cartesian": lambda rdd, base: rdd.cartesian(base),
    "zip": lambda rdd, base: rdd.zip(base),
    "zipWithIndex": lambda rdd, base: rdd.zipWithIndex(),
    "glom": lambda rdd, base: rdd.glom(),
    "partitions": lambda rdd, base: (rdd.getNumPartitions(), rdd)[1],
    "count": lambda rdd, base: (rdd.count(), rdd)[1],
    "first": lambda rdd, base: (rdd.first(), rdd)[1],
    "collect": lambda rdd, base: (rdd.collect(), rdd)[1],
    "local": lambda rdd, base: (rdd.toLocalIterator(), rdd)[1],
    "many steps": lambda rdd, base: _longer(rdd, 60).coalesce(1),
}


def _longer(rdd, steps):
    for _ in range(steps):
        rdd = rdd.map(lambda x: x)
    return rdd


def values_before_and_after(sc, operation):
    factor = 2
    base = sc.parallelize([1, 2, 3, 4], 2)
    rdd = base.map(lambda x: x * factor)
    made = OPERATIONS[operation](rdd, base)
    factor = 10
    first = rdd.take(2)
    again = rdd.map(lambda x: x + factor).collect()
    return sorted(made.collect(), key=repr), sorted(rdd.collect()), first, again


def loop(sc):
    totals = sc.parallelize([(1, 0), (2, 0)], 2)
    for i in range(1, 4):
        totals = totals.mapValues(lambda n: n + i).reduceByKey(lambda a, b: a + b)
    i = 100
    return sorted(totals.collect())


@pytest.mark.parametrize("operation", OPERATIONS)
def test_functions_are_pickled_when_classic_pickles_them(same, operation):
    same(values_before_and_after, operation)


def test_a_loop_variable_before_a_shuffle(same):
    same(loop)
