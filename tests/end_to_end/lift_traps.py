"""Programs for which the obvious DataFrame code gives something else. Each function shows what it found as its result."""

import json
from operator import add, itemgetter

from pyspark.sql import Row, SparkSession

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext


def none_in_grouped_values():
    pairs = sc.parallelize([("a", 1), ("a", None), ("b", None)])
    return sorted(pairs.groupByKey().mapValues(list).collect())


def none_keys_join():
    left = sc.parallelize([(None, 1), ("a", 2)])
    right = sc.parallelize([(None, 3), ("a", 4)])
    return sorted(left.join(right).values().collect())


def none_keys_are_one_group():
    return sorted(sc.parallelize([(None, 1), (None, 2), ("a", 3)]).reduceByKey(add).collect(), key=str)


def none_in_a_sum():
    try:
        return sc.parallelize([("a", 1), ("a", None)]).reduceByKey(add).collect()
    except Exception:
        return "raises"


def none_alone_in_a_sum():
    return sorted(sc.parallelize([("a", 1), ("b", None)]).reduceByKey(lambda x, y: x + y).collect(), key=str)


def floor_division():
    return sc.parallelize([-7, 7, -8]).map(lambda n: n // 2).collect()


def negative_remainder():
    return sc.parallelize([-7, 7, -8]).map(lambda n: n % 3).collect()


def remainder_of_negative():
    return sc.parallelize([-7, 7]).map(lambda n: n % -3).collect()


def split_at_white_space():
    return sc.parallelize([" a  b ", "", "\t c\u00a0d "]).map(lambda s: s.split()).collect()


def split_at_a_blank():
    return sc.parallelize([" a  b ", ""]).map(lambda s: s.split(" ")).collect()


def split_at_a_dot():
    return sc.parallelize(["a.b", "..", ""]).map(lambda s: s.split(".")).collect()


def split_without_second_part():
    try:
        return sc.parallelize(["a,b", "c"]).map(lambda s: s.split(",")[1]).collect()
    except Exception:
        return "raises"


def strip_more_than_blanks():
    return sc.parallelize(["\t a \n", "\u00a0b\u2003", "\x1cc"]).map(lambda s: s.strip()).collect()


def text_of_floats():
    return sc.parallelize([1.0, 1e20, 0.1, 1e-7]).map(lambda x: str(x)).collect()


def text_of_truth():
    return sc.parallelize([1, 3]).map(lambda n: str(n > 2)).collect()


def integers_beyond_64_bits():
    return sc.parallelize([2**62, 2**62, 2**62]).sum()


def large_sums_of_keys():
    totals = sc.parallelize([("a", 2**62), ("a", 2**62), ("b", -(2**63))]).reduceByKey(add)
    return sorted(totals.mapValues(lambda n: n / 2).collect())


def reduce_that_is_not_a_sum():
    return sc.parallelize([10, 1, 2], 1).reduce(lambda a, b: a - b)


def reduce_of_nothing():
    try:
        return sc.parallelize([1]).filter(lambda n: n > 5).reduce(add)
    except ValueError as problem:
        return str(problem)


def first_of_nothing():
    try:
        return sc.parallelize([1]).filter(lambda n: n > 5).first()
    except ValueError as problem:
        return str(problem)


def sum_of_nothing():
    return sc.parallelize([1]).filter(lambda n: n > 5).sum()


def fold_with_a_start():
    return sc.parallelize([1, 2, 3], 1).fold(10, add)


def fold_by_key_with_a_start():
    return sorted(sc.parallelize([("a", 1), ("a", 2)], 1).foldByKey(10, add).collect())


def subtract_keeps_duplicates():
    return sorted(sc.parallelize([1, 1, 2, 3]).subtract(sc.parallelize([3])).collect())


def subtract_takes_all():
    return sorted(sc.parallelize([1, 1, 2]).subtract(sc.parallelize([1])).collect())


def union_keeps_duplicates():
    return sorted(sc.parallelize([1, 1]).union(sc.parallelize([1])).collect())


def intersection_drops_duplicates():
    return sorted(sc.parallelize([1, 1, 2]).intersection(sc.parallelize([1, 1])).collect())


def ties_of_a_sort():
    return sc.parallelize([("c", 1), ("a", 1), ("b", 0)], 1).sortBy(lambda p: p[1]).collect()


def ties_of_take_ordered():
    return sc.parallelize([("c", 1), ("a", 1), ("b", 1)], 1).takeOrdered(2, key=lambda p: p[1])


def ties_of_max():
    return sc.parallelize([("c", 1), ("a", 1)], 1).max(key=itemgetter(1))


def upper_case_sorts_first():
    return sc.parallelize(["b", "a", "B", "é", "Z"]).sortBy(lambda s: s).collect()


def index_in_order():
    return sc.parallelize(["c", "a", "b"], 3).zipWithIndex().collect()


def partitions_show():
    return sc.parallelize([1, 2, 3, 4], 2).mapPartitions(lambda part: [sum(part)]).collect()


def partitions_that_remember():
    def running(part):
        total = 0
        for n in part:
            total += n
            yield total

    return sc.parallelize([1, 2, 3], 1).mapPartitions(running).collect()


def empty_partitions():
    return sc.parallelize([1], 3).glom().collect()


def rebound_variable():
    factor = 2
    scaled = sc.parallelize([1, 2]).map(lambda n: n * factor)
    factor = 10
    return scaled.collect()


def list_that_grows():
    known = ["a"]
    hits = sc.parallelize(["a", "b"]).filter(lambda w: w in known)
    known.append("b")
    return hits.collect()


def nan_keys():
    return sc.parallelize([(float("nan"), 1), (float("nan"), 2)]).map(lambda p: (p[0] > 0, p[1])).collect()


def nan_is_not_greater():
    return sc.parallelize([float("nan"), 1.0]).filter(lambda x: x > 0.5).collect()


def zero_with_a_sign():
    return sorted(sc.parallelize([0.0, -0.0]).map(lambda x: (str(x), 1)).collect())


def and_of_values():
    return sc.parallelize([0, 1, 2]).map(lambda n: n and 10 / n).collect()


def or_of_texts():
    return sc.parallelize(["", "a"]).map(lambda s: s or "nothing").collect()


def tuples_stay_tuples():
    return sc.parallelize([("a", 1)]).map(lambda p: str(p)).collect()


def values_not_rows():
    return [json.dumps(x) for x in sc.parallelize([1, 2]).map(lambda n: n + 1).collect()]


def rows_stay_rows():
    frame = spark.createDataFrame([Row(a=1, b="x")])
    return str(frame.rdd.filter(lambda r: r.a == 1).first())


def rows_with_none():
    frame = spark.createDataFrame([("x", 1), ("y", None)], "k string, n int")
    try:
        return frame.rdd.map(lambda r: r.n + 1).collect()
    except Exception:
        return "raises"


def rows_with_none_compared():
    frame = spark.createDataFrame([("x", 1), ("y", None)], "k string, n int")
    return frame.rdd.filter(lambda r: r.n != 1).count()


def frame_of_nothing():
    try:
        return sc.parallelize([("a", 1)]).filter(lambda p: p[1] > 5).toDF(["k", "n"]).count()
    except ValueError as problem:
        return str(problem)


def frame_types():
    return sc.parallelize(["a", "bb"]).map(lambda w: (w, len(w))).toDF(["w", "n"]).dtypes


def function_that_nobody_needs():
    try:
        return sc.parallelize(["1", "x"]).map(lambda s: int(s)).map(lambda n: 1).sum()
    except Exception:
        return "raises"


def unequal_types_as_keys():
    return len(sc.parallelize([(1, "a"), (True, "b"), (1.0, "c")]).groupByKey().collect())


def average_of_grouped():
    return sc.parallelize([("a", 1), ("a", 2)]).groupByKey().mapValues(lambda v: sum(v) / len(v)).collect()


def maximum_of_empty_lists():
    try:
        return sc.parallelize([("a", [1]), ("b", [])]).mapValues(max).collect()
    except Exception:
        return "raises"


def merged_otherwise_than_added():
    pairs = sc.parallelize([("a", 1), ("a", 2), ("a", 3)], 3)
    return pairs.aggregateByKey(0, lambda acc, v: acc + v, lambda x, y: max(x, y)).collect()


def created_otherwise_than_added():
    pairs = sc.parallelize([("a", 3), ("a", 5)], 1)
    return pairs.combineByKey(lambda v: v, lambda acc, v: acc + v * 2, add).collect()


def slices_of_characters():
    return sc.parallelize(["𝄞éab", "a"]).map(lambda s: s[1:3]).collect()


TRAPS = [
    none_in_grouped_values,
    none_keys_join,
    none_keys_are_one_group,
    none_in_a_sum,
    none_alone_in_a_sum,
    floor_division,
    negative_remainder,
    remainder_of_negative,
    split_at_white_space,
    split_at_a_blank,
    split_at_a_dot,
    split_without_second_part,
    strip_more_than_blanks,
    text_of_floats,
    text_of_truth,
    integers_beyond_64_bits,
    large_sums_of_keys,
    reduce_that_is_not_a_sum,
    reduce_of_nothing,
    first_of_nothing,
    sum_of_nothing,
    fold_with_a_start,
    fold_by_key_with_a_start,
    subtract_keeps_duplicates,
    subtract_takes_all,
    union_keeps_duplicates,
    intersection_drops_duplicates,
    ties_of_a_sort,
    ties_of_take_ordered,
    ties_of_max,
    upper_case_sorts_first,
    index_in_order,
    partitions_show,
    partitions_that_remember,
    empty_partitions,
    rebound_variable,
    list_that_grows,
    nan_keys,
    nan_is_not_greater,
    zero_with_a_sign,
    and_of_values,
    or_of_texts,
    tuples_stay_tuples,
    values_not_rows,
    rows_stay_rows,
    rows_with_none,
    rows_with_none_compared,
    frame_of_nothing,
    frame_types,
    function_that_nobody_needs,
    unequal_types_as_keys,
    average_of_grouped,
    maximum_of_empty_lists,
    merged_otherwise_than_added,
    created_otherwise_than_added,
    slices_of_characters,
]

if __name__ == "__main__":
    for trap in TRAPS:
        try:
            print(trap.__name__, repr(trap()))
        except Exception as problem:
            print(trap.__name__, "failed:", type(problem).__name__)
