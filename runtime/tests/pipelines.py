"""Random RDD programs: `run(sc, seed)` builds one of up to eight operations and returns what can be seen of it.

The same seed gives the same program on any SparkContext. Elements are kept comparable where an operation sorts.
"""

import math
import random

_MOST_PARTITIONS = 8
_WORDS = ["", "a", "b", "ab", "é", "日本", "\U0001f600", "a" * 40, " ", "A"]


def _values(numbers, kind):
    size = numbers.choice([0, 1, 2, 3, 7, 20, 60, 300])
    if kind == "int":
        return [numbers.randint(-20, 20) for _ in range(size)]
    if kind == "big":
        return [numbers.choice([2**70, -(2**64), 2**31, 0, 1]) + numbers.randint(0, 3) for _ in range(size)]
    if kind == "text":
        return [numbers.choice(_WORDS) for _ in range(size)]
    if kind == "mixed":
        return [numbers.choice([None, 1, 1.0, True, "1", (1, None), (1.0, "x"), float("inf"), b"1"]) for _ in range(size)]
    return [(numbers.choice([None, 1, 1.0, True, "k", ("a", 1), "é", 2**65, 0, False]), numbers.randint(-5, 5)) for _ in range(size)]


def _is_pair(kind):
    return kind == "pair"


def run(sc, seed):
    numbers = random.Random(seed)
    kind = numbers.choice(["int", "int", "big", "text", "mixed", "pair", "pair", "pair"])
    rdd, kind = _source(sc, numbers, kind)
    trail = [kind]
    for _ in range(numbers.randint(1, 8)):
        rdd, kind, name = _step(sc, numbers, rdd, kind)
        trail.append(name)
        if rdd.getNumPartitions() > _MOST_PARTITIONS:
            # Joins and unions add theirs up, and each partition is a task of classic Spark's for every action.
            rdd = rdd.coalesce(numbers.randint(2, _MOST_PARTITIONS))
            trail.append("fewer")
    seen = {"trail": trail, "partitions": rdd.getNumPartitions()}
    seen["layout"] = [[_plain(element) for element in part] for part in rdd.glom().collect()]
    for name, value in _actions(numbers, rdd, kind):
        seen[name] = value
    return repr(seen)


def _source(sc, numbers, kind):
    slices = numbers.choice([1, 2, 3, 4, 5, 8])
    if kind == "int" and numbers.random() < 0.4:
        start = numbers.randint(-5, 5)
        return sc.parallelize(range(start, start + numbers.choice([0, 1, 5, 33]), numbers.choice([1, 2, 3])), slices), kind
    return sc.parallelize(_values(numbers, kind), slices), kind


def _step(sc, numbers, rdd, kind):
    if kind == "pair":
        names = _PAIRS + _ANY
    else:
        names = _ANY + _MAKE_PAIRS
    name = numbers.choice(names)
    rdd, kind = globals()["_do_" + name](sc, numbers, rdd, kind)
    return rdd, kind, name


_ANY = [
    "filter", "map_same", "sample", "union", "union_self", "coalesce", "repartition", "zip_index", "distinct",
    "partitions", "flat", "glom_flat", "cache", "intersection", "subtract", "cartesian", "zip_self", "unique_id", "sort_repr",
]
_MAKE_PAIRS = ["key_by", "key_by", "key_by", "group_by"]
_PAIRS = [
    "map_values", "flat_map_values", "reduce_by_key", "group_by_key", "count_join", "join", "left", "right", "full",
    "cogroup", "partition_by", "sort_by_key", "subtract_by_key", "aggregate_by_key", "fold_by_key", "combine_by_key",
    "keys", "values", "sample_by_key", "group_with", "repartition_sort",
]


def _do_filter(sc, numbers, rdd, kind):
    keep = numbers.randint(1, 3)
    return rdd.filter(lambda x: len(repr(x)) % 3 != keep % 3), kind


def _do_map_same(sc, numbers, rdd, kind):
    return rdd.map(lambda x: x), kind


def _do_flat(sc, numbers, rdd, kind):
    times = numbers.randint(0, 2)
    return rdd.flatMap(lambda x: [x] * times), kind


def _do_glom_flat(sc, numbers, rdd, kind):
    return rdd.glom().flatMap(lambda part: part[::-1]), kind


def _do_partitions(sc, numbers, rdd, kind):
    def take(split, iterator):
        for i, x in enumerate(iterator):
            if (i + split) % 3:
                yield x

    return rdd.mapPartitionsWithIndex(take), kind


def _do_sample(sc, numbers, rdd, kind):
    return rdd.sample(numbers.random() < 0.5, numbers.choice([0.0, 0.3, 0.8, 1.0]), numbers.randint(0, 99)), kind


def _do_union(sc, numbers, rdd, kind):
    other, _ = _source(sc, numbers, kind if kind in ("int", "big", "text", "mixed", "pair") else "mixed")
    return (rdd.union(other) if numbers.random() < 0.5 else sc.union([other, rdd])), kind


def _do_union_self(sc, numbers, rdd, kind):
    return rdd.union(rdd), kind


def _do_coalesce(sc, numbers, rdd, kind):
    return rdd.coalesce(numbers.randint(1, 5)), kind


def _do_repartition(sc, numbers, rdd, kind):
    return rdd.repartition(numbers.randint(1, 5)), kind


def _do_zip_index(sc, numbers, rdd, kind):
    return rdd.zipWithIndex().map(lambda pair: pair[0]), kind


def _do_unique_id(sc, numbers, rdd, kind):
    return rdd.zipWithUniqueId().filter(lambda pair: pair[1] % 4 != 1).keys(), kind


def _do_distinct(sc, numbers, rdd, kind):
    return rdd.distinct(numbers.choice([None, 1, 3])), kind


def _do_cache(sc, numbers, rdd, kind):
    rdd = rdd.cache()
    if numbers.random() < 0.5:
        rdd.count()
    return rdd, kind


def _do_intersection(sc, numbers, rdd, kind):
    return rdd.intersection(rdd.filter(lambda x: len(repr(x)) % 2)), kind


def _do_subtract(sc, numbers, rdd, kind):
    return rdd.subtract(rdd.filter(lambda x: len(repr(x)) % 2), numbers.choice([None, 2])), kind


def _do_cartesian(sc, numbers, rdd, kind):
    few = sc.parallelize([1, None], numbers.randint(1, 3))
    return rdd.cartesian(few).map(lambda pair: pair[0]), kind


def _do_zip_self(sc, numbers, rdd, kind):
    return rdd.zip(rdd.map(repr)).keys(), kind


def _do_sort_repr(sc, numbers, rdd, kind):
    return rdd.sortBy(repr, numbers.random() < 0.5, numbers.choice([None, 1, 3])), kind


def _do_key_by(sc, numbers, rdd, kind):
    width = numbers.randint(1, 4)
    return rdd.keyBy(lambda x: len(repr(x)) % width).map(lambda kv: (kv[0], len(repr(kv[1])))), "pair"


def _do_group_by(sc, numbers, rdd, kind):
    return rdd.groupBy(lambda x: len(repr(x)) % 3, numbers.choice([None, 2])).mapValues(lambda xs: len(list(xs))), "pair"


def _do_map_values(sc, numbers, rdd, kind):
    return rdd.mapValues(lambda v: v + 1), kind


def _do_flat_map_values(sc, numbers, rdd, kind):
    return rdd.flatMapValues(lambda v: range(abs(v) % 3)), kind


def _do_reduce_by_key(sc, numbers, rdd, kind):
    return rdd.reduceByKey(lambda a, b: a - b, numbers.choice([None, 1, 4])), kind


def _do_group_by_key(sc, numbers, rdd, kind):
    return rdd.groupByKey(numbers.choice([None, 1, 4])).mapValues(lambda vs: sum(i * v for i, v in enumerate(vs))), kind


def _other(sc, numbers):
    rdd, _ = _source(sc, numbers, "pair")
    return rdd.partitionBy(numbers.randint(1, 4)) if numbers.random() < 0.3 else rdd


def _do_count_join(sc, numbers, rdd, kind):
    return rdd.reduceByKey(max, 3).join(_other(sc, numbers).reduceByKey(min, 3)).mapValues(lambda p: p[0] * 10 + p[1]), kind


def _do_join(sc, numbers, rdd, kind):
    few = rdd.reduceByKey(max)
    return few.join(_other(sc, numbers), numbers.choice([None, 2])).mapValues(lambda p: p[0] * 10 + p[1]), kind


def _flat(p):
    return (0 if p[0] is None else p[0]) * 10 + (7 if p[1] is None else p[1])


def _do_left(sc, numbers, rdd, kind):
    return rdd.reduceByKey(max).leftOuterJoin(_other(sc, numbers)).mapValues(_flat), kind


def _do_right(sc, numbers, rdd, kind):
    return rdd.reduceByKey(max).rightOuterJoin(_other(sc, numbers)).mapValues(_flat), kind


def _do_full(sc, numbers, rdd, kind):
    return rdd.reduceByKey(max).fullOuterJoin(_other(sc, numbers), 3).mapValues(_flat), kind


def _do_cogroup(sc, numbers, rdd, kind):
    return rdd.cogroup(_other(sc, numbers)).mapValues(lambda p: len(list(p[0])) * 10 + sum(p[1])), kind


def _do_group_with(sc, numbers, rdd, kind):
    grouped = rdd.groupWith(_other(sc, numbers), _other(sc, numbers))
    return grouped.mapValues(lambda p: sum((i + 1) * len(list(side)) for i, side in enumerate(p))), kind


def _do_partition_by(sc, numbers, rdd, kind):
    return rdd.partitionBy(numbers.randint(1, 5)), kind


def _do_sort_by_key(sc, numbers, rdd, kind):
    return rdd.sortByKey(numbers.random() < 0.5, numbers.choice([None, 1, 3]), repr), kind


def _do_repartition_sort(sc, numbers, rdd, kind):
    return rdd.repartitionAndSortWithinPartitions(numbers.randint(1, 4), ascending=numbers.random() < 0.5, keyfunc=repr), kind


def _do_subtract_by_key(sc, numbers, rdd, kind):
    return rdd.subtractByKey(_other(sc, numbers)), kind


def _do_aggregate_by_key(sc, numbers, rdd, kind):
    return rdd.aggregateByKey([], lambda a, v: a + [v], lambda a, b: a + b).mapValues(lambda vs: len(vs)), kind


def _do_fold_by_key(sc, numbers, rdd, kind):
    return rdd.foldByKey(3, lambda a, b: a * 2 + b, numbers.choice([None, 2])), kind


def _do_combine_by_key(sc, numbers, rdd, kind):
    return rdd.combineByKey(lambda v: (v, 1), lambda c, v: (c[0] - v, c[1] + 1), lambda a, b: (a[0] - b[0], a[1] + b[1])).mapValues(lambda c: c[0] * 3 + c[1]), kind


def _do_keys(sc, numbers, rdd, kind):
    return rdd.keys(), "mixed"


def _do_values(sc, numbers, rdd, kind):
    return rdd.values(), "int"


def _do_sample_by_key(sc, numbers, rdd, kind):
    fractions = {key: numbers.random() for key in [None, 1, 1.0, True, "k", ("a", 1), "é", 2**65, 0, False]}
    for key in range(2, 60):
        fractions[key] = 0.5
    return rdd.sampleByKey(numbers.random() < 0.3, fractions, numbers.randint(0, 99)), kind


def _actions(numbers, rdd, kind):
    for name in numbers.sample(sorted(_ACTIONS), 2):
        try:
            yield name, _plain(_ACTIONS[name](rdd, numbers))
        except Exception as raised:
            yield name, type(raised).__name__


_ACTIONS = {
    "count": lambda rdd, n: rdd.count(),
    "first": lambda rdd, n: rdd.first(),
    "take": lambda rdd, n: rdd.take(n.randint(0, 12)),
    "is_empty": lambda rdd, n: rdd.isEmpty(),
    "top": lambda rdd, n: rdd.top(3, key=repr),
    "take_ordered": lambda rdd, n: rdd.takeOrdered(4, key=repr),
    "take_sample": lambda rdd, n: rdd.takeSample(n.random() < 0.5, n.randint(0, 6), n.randint(0, 50)),
    "fold": lambda rdd, n: rdd.map(lambda x: len(repr(x))).fold(2, lambda a, b: a * 2 + b),
    "aggregate": lambda rdd, n: rdd.aggregate((0, 0), lambda a, x: (a[0] + 1, a[1] * 3 + len(repr(x))), lambda a, b: (a[0] + b[0], a[1] * 5 + b[1])),
    "reduce": lambda rdd, n: rdd.map(lambda x: len(repr(x))).reduce(lambda a, b: a * 2 - b),
    "tree": lambda rdd, n: rdd.map(lambda x: len(repr(x))).treeReduce(lambda a, b: a + b, n.randint(1, 3)),
    "stats": lambda rdd, n: repr(rdd.map(lambda x: len(repr(x))).stats()),
    "histogram": lambda rdd, n: rdd.map(lambda x: len(repr(x))).histogram(n.randint(1, 4)),
    "count_by_value": lambda rdd, n: sorted(rdd.countByValue().items(), key=repr),
    "iterator": lambda rdd, n: list(rdd.toLocalIterator()),
    "sum": lambda rdd, n: rdd.map(lambda x: len(repr(x))).sum(),
    "max": lambda rdd, n: rdd.max(key=repr),
    "split": lambda rdd, n: [part.collect() for part in rdd.randomSplit([1, 2], n.randint(0, 50))],
    "lookup": lambda rdd, n: rdd.map(lambda x: (len(repr(x)) % 3, x)).partitionBy(2).lookup(1),
}


def _plain(value):
    """A value whose repr is the same in both worlds."""
    if isinstance(value, (list, tuple)):
        return type(value)(_plain(item) for item in value)
    if isinstance(value, float) and math.isnan(value):
        return "nan"
    return value
