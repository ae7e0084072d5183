"""Programs for which the obvious DataFrame code gives something else. Each function shows what it found as its result."""

import json
import os
import re
import tempfile
from itertools import islice
from operator import add, itemgetter

from pyspark.sql import Row, SparkSession
from pyspark.sql.types import StringType, StructField, StructType

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext
PAIRS = os.path.join(tempfile.mkdtemp(), "pairs.csv")
with open(PAIRS, "w") as file:
    file.write("a,1\nb\nc,2\n")
HEADED = os.path.join(tempfile.mkdtemp(), "headed.csv")
with open(HEADED, "w") as file:
    file.write("key,number\n" + "".join(f"{key},{at}\n" for at, key in enumerate("abcabcabdd")))


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

def short_lines():
    return sc.parallelize(["a,1", "b"]).map(lambda line: line.split(",")).map(lambda f: (f[0], f[1])).count()


def short_lines_that_are_left_out():
    pairs = sc.textFile(PAIRS).map(lambda line: line.split(",")).map(lambda f: (f[0], f[1]))
    return pairs.filter(lambda pair: pair[0] == "a").map(lambda pair: pair[0]).collect()


def short_lines_left_out_before():
    lines = sc.textFile(PAIRS).filter(lambda line: "," in line)
    pairs = lines.map(lambda line: line.split(",")).map(lambda f: (f[0], f[1]))
    return pairs.filter(lambda pair: pair[1] > "1").collect()


def short_lines_left_out_by_python():
    lines = sc.textFile(PAIRS).filter(lambda line: line.count(",") == 1)
    pairs = lines.map(lambda line: line.split(",")).map(lambda f: (f[0], int(f[1])))
    return pairs.filter(lambda pair: pair[1] > 1).collect()


def short_lines_in_a_group():
    pairs = sc.parallelize(["a,1", "b"]).map(lambda line: line.split(",")).map(lambda f: (f[0], f[1]))
    return sorted(pairs.groupByKey().mapValues(len).collect())


def short_lines_in_a_join():
    pairs = sc.textFile(PAIRS).map(lambda line: line.split(",")).map(lambda f: (f[0], f[1]))
    return pairs.join(sc.parallelize([("a", 5)])).collect()


def numbers_in_blanks():
    return sc.parallelize([" 1", "2 ", "+3", "-0", "007", "\t5\n", "999999999999999999"]).map(lambda text: int(text)).collect()


def no_numbers():
    return sc.parallelize(["1", "x"]).map(lambda text: int(text)).sum()


def empty_numbers():
    return sc.parallelize(["1", ""]).map(lambda text: int(text)).count()


def floats_of_texts():
    return sc.parallelize(["1.5", "-.5", "5.", "1e3", " 2 ", "1E-2", "1e999", "-0"]).map(lambda text: float(text)).collect()


def floats_of_java():
    return sc.parallelize(["1.5", "1.5d"]).map(lambda text: float(text)).collect()


def hexadecimal_floats():
    return sc.parallelize(["1.5", "0x1p3"]).map(lambda text: float(text)).collect()


def half_of_floats():
    return sc.parallelize(["3", "5"]).map(lambda text: float(int(text)) / 2).collect()


def pair_of(line):
    name, amount = line.split(",")
    return name, int(amount)


def too_many_to_unpack():
    return sc.parallelize(["a,1", "b,2,3"]).map(pair_of).count()


def unpacked():
    return sc.parallelize(["a,1", "b,2"]).map(pair_of).collect()


def name_of(line):
    name, _ = line.split(",")
    return 1


def unpacked_and_not_used():
    return sc.parallelize(["a,1", "b"]).map(name_of).sum()


def checked(line):
    number = int(line)
    return line


def number_that_is_not_used():
    return sc.parallelize(["1", "b"]).map(checked).collect()


def number_where_there_is_one():
    rows = sc.parallelize(["a,1", "b", "c,x"]).map(lambda line: line.split(","))
    return rows.map(lambda f: int(f[1]) if len(f) > 1 and f[0] != "c" else 0).collect()


def short_or_large():
    rows = sc.parallelize(["a,1", "b", "c,5"]).map(lambda line: line.split(","))
    return rows.filter(lambda f: len(f) < 2 or int(f[1]) > 1).map(lambda f: f[0]).collect()


def short_or_no_number():
    rows = sc.parallelize(["a,1", "b", "c,x"]).map(lambda line: line.split(","))
    return rows.filter(lambda f: len(f) < 2 or int(f[1]) > 1).map(lambda f: f[0]).collect()


def one_before_the_last():
    rows = sc.parallelize(["a,1", "b,2,3"]).map(lambda line: line.split(","))
    return rows.map(lambda f: f[-2]).collect()


def none_before_the_last():
    rows = sc.parallelize(["a,1", "b"]).map(lambda line: line.split(","))
    return rows.map(lambda f: f[-2]).count()


def words_without_a_third():
    rows = sc.parallelize(["a b c", "  a  b "]).map(lambda line: line.split())
    return rows.map(lambda f: f[2]).count()


def first_of_no_words():
    rows = sc.parallelize(["a b c", "   "]).map(lambda line: line.split())
    return rows.map(lambda f: (f[0], 1)).reduceByKey(add).count()


def words_of_lines():
    lines = sc.parallelize(["a b", "", "b"])
    return lines.flatMap(lambda line: [(word, 1) for word in line.split(" ") if word]).collect()


def words_beside_their_lines():
    lines = sc.parallelize(["a b", "", "b"]).map(lambda line: (line, line.split(" ")))
    return lines.flatMap(lambda pair: [(word, len(pair[1])) for word in pair[1] if word != pair[0]]).collect()


def numbers_in_lines():
    return sc.parallelize(["1 2", "3"]).map(lambda line: [int(field) for field in line.split(" ")]).collect()


def no_number_in_lines():
    return sc.parallelize(["1 2", "3 x"]).map(lambda line: [int(field) for field in line.split(" ")]).count()


def no_number_in_exploded_lines():
    return sc.parallelize(["1 2", "3 x"]).flatMap(lambda line: [int(field) for field in line.split(" ") if field != "1"]).count()


def divided_by_nothing():
    return sc.parallelize([(1, 2), (1, 0)]).map(lambda pair: pair[0] / pair[1]).count()


def divided_where_there_is_something():
    return sc.parallelize([(1, 2), (1, 0)]).map(lambda pair: pair[0] / pair[1] if pair[1] else 0.0).collect()


def averages():
    sums = sc.parallelize([("a", 1), ("a", 2), ("b", 5)]).mapValues(lambda n: (n, 1)).reduceByKey(lambda x, y: (x[0] + y[0], x[1] + y[1]))
    return sorted(sums.mapValues(lambda s: s[0] / s[1]).collect())


def averages_without_values():
    sums = sc.parallelize([("a", 1.0), ("b", 5.0)]).mapValues(lambda n: (n, 0)).reduceByKey(lambda x, y: (x[0] + y[0], x[1] + y[1]))
    return sorted(sums.mapValues(lambda s: s[0] / s[1]).collect())


def half_of(text):
    if text == "":
        raise KeyError(text)
    return text[: len(text) // 2]


def halves_and_numbers():
    return sorted(sc.parallelize(["aabb", "aaba", "c"]).map(lambda text: (half_of(text), 1)).reduceByKey(add).collect())


def halves_that_fail():
    return sc.parallelize(["aabb", ""]).map(lambda text: (half_of(text), text)).map(lambda pair: pair[0]).collect()


def halves_that_nobody_reads():
    return sc.parallelize(["aabb", ""]).map(lambda text: (half_of(text), text)).map(lambda pair: pair[1]).collect()


LIMIT = 2
found = 7


def above(n):
    return n > LIMIT


def hidden_by_a_variable_of_the_caller():
    LIMIT = 100
    return sc.parallelize([1, 5, LIMIT]).filter(above).collect()


def hidden_in_a_call_by_a_variable_of_the_caller():
    LIMIT = 100
    return sc.parallelize([1, 5, LIMIT]).map(lambda n: (n, above(n))).collect()


def set_in_one_branch(n):
    if n > 0:
        found = 1
    return found


def variable_that_one_branch_does_not_set():
    return sc.parallelize([1, 0]).map(set_in_one_branch).collect()


def sign(n):
    if n > 0:
        return "positive"
    elif n < 0:
        return "negative"


def branch_that_gives_nothing():
    return sc.parallelize([1, 0, -1]).map(sign).collect()


def second(first, other):
    return other


def argument_that_fails_and_is_not_used():
    return sc.parallelize(["1", "x"]).map(lambda text: second(int(text), text)).collect()


def ratio(pair):
    total, n = pair
    if n == 0:
        return 0.0
    return total / n


def division_in_one_branch():
    return sc.parallelize([(4, 2), (1, 0)]).map(ratio).collect()


def division_in_a_call():
    return sc.parallelize([(4, 2), (1, 0)]).map(lambda pair: ratio(pair) + pair[0] / pair[1]).collect()


def factorial(n):
    return 1 if n <= 1 else n * factorial(n - 1)


def function_that_calls_itself():
    return sc.parallelize([1, 3, 5]).map(factorial).collect()


def shares(pair):
    word, values = pair
    total = len(values)
    for value in values:
        yield word, value / total


def generator_that_divides():
    pairs = sc.parallelize([("a", 1), ("b", 5), ("a", 2)])
    return sorted(pairs.groupByKey().flatMap(shares).collect())


def long_words(line):
    """Those that have more than one letter."""
    for word in line.split():
        if len(word) > 1:
            yield word


def generator_with_a_condition():
    return sc.parallelize(["a bb", "", "ccc d"]).flatMap(long_words).collect()


def generator_in_a_call():
    return sc.parallelize([("a bb", 1), ("", 2)]).flatMap(lambda pair: long_words(pair[0])).collect()


def until_empty(line):
    for word in line.split(","):
        if not word:
            return
        yield word


def generator_that_ends_early():
    return sc.parallelize(["a,,b", "c"]).flatMap(until_empty).collect()


def parsed(text):
    if not text.strip():
        return "none", -1
    name, n = text.split("=")
    return name, int(n)


def parsed_where_there_is_something():
    return sc.parallelize(["a=1", " ", "b=22"]).map(parsed).collect()


def parsed_where_there_is_too_much():
    return sc.parallelize(["a=1", "b=2=3"]).map(parsed).collect()


def parsed_where_there_is_no_number():
    return sc.parallelize(["", "a=x"]).map(parsed).collect()


def squares():
    return sc.parallelize([-3, 0, 2**31]).map(lambda n: n**2).collect()


def size(n, small=10):
    if n < small:
        return "small"
    elif n < small * 10:
        return "middle"
    return "large"


def default_in_a_call():
    return sc.parallelize([5, 50, 500]).map(lambda n: (size(n), size(n, 1))).collect()


def lines_of_a_frame():
    return spark.read.text(PAIRS).rdd.map(lambda row: row[0].split(",")[0]).collect()


def greatest_of_pairs():
    pairs = sc.parallelize([(3, "b"), (5, "a"), (5, "B"), (-1, "c")])
    return pairs.max(), pairs.min()


def greatest_of_no_pairs():
    return sc.parallelize([(3, "b")]).filter(lambda pair: pair[0] > 3).max()


def greatest_of_sums():
    pairs = sc.parallelize([("a", 1), ("b", 2**62), ("a", 2), ("b", 2**62)])
    return pairs.reduceByKey(add).map(lambda pair: (pair[1], 7)).max()


def functions_in_variables():
    merge = lambda x, y: (x[0] + y[0], x[1] + y[1])  # noqa: E731
    over = lambda pair: pair[1][0] > LIMIT  # noqa: E731
    pairs = sc.parallelize([("a", 1), ("b", 2), ("a", 3)]).mapValues(lambda n: (n, 1))
    return sorted(pairs.reduceByKey(merge).filter(over).collect())


far = lambda n: n > LIMIT  # noqa: E731


def function_in_a_variable_beside_a_variable_of_the_caller():
    LIMIT = 100
    return sc.parallelize([1, 5, LIMIT]).filter(far).collect()


def all_of_a_sample():
    return sorted(sc.parallelize([3, 1, 2]).sample(False, 1.0).collect())


def latest_of_equal_ones():
    pairs = sc.parallelize([("a", ("x", 3)), ("a", ("y", 5)), ("a", ("z", 5)), ("b", ("u", 1))], 1)
    return sorted(pairs.reduceByKey(lambda one, other: one if one[1] > other[1] else other).collect())


def least_of_each():
    pairs = sc.parallelize([("a", ("x", 3)), ("a", ("y", -5)), ("b", ("u", 1)), ("a", ("z", 0))])
    return sorted(pairs.reduceByKey(lambda one, other: other if other[1] < one[1] else one).collect())


def greatest_by_a_key():
    pairs = sc.parallelize([("a", ("x", 3)), ("a", ("y", 5)), ("b", ("u", 1))])
    return sorted(pairs.reduceByKey(lambda one, other: max(one, other, key=lambda pair: pair[1])).collect())


def greatest_of_all_by_a_part():
    return sc.parallelize([("x", 3, 0.5), ("y", 5, 2.5)]).reduce(lambda one, other: one if one[1] >= other[1] else other)


def greatest_by_different_parts():
    pairs = sc.parallelize([("a", (1, 3)), ("a", (2, 5)), ("a", (4, 1))], 1)
    return sorted(pairs.reduceByKey(lambda one, other: one if one[0] > other[1] else other).collect())


def greatest_by_itself_twice():
    pairs = sc.parallelize([("a", (1, 3)), ("a", (2, 5)), ("a", (4, 1))], 1)
    return sorted(pairs.reduceByKey(lambda one, other: one if one[0] > one[1] else other).collect())


def json_of_lines():
    lines = sc.parallelize(['{"a": 1}', '{"a": null, "b": "x"}', "no"])
    frame = spark.read.option("mode", "DROPMALFORMED").json(lines)
    return frame.columns, [tuple(row) for row in frame.collect()]


def csv_of_lines():
    lines = sc.parallelize(["k,n", "a,1", "b,"]).map(lambda line: line.upper())
    return [tuple(row) for row in spark.read.csv(lines, header=True).collect()]


def schema_that_is_computed():
    schema = StructType([StructField(name, StringType()) for name in "name city".split()])
    pairs = sc.parallelize([("a", "b"), ("c", "")]).map(lambda pair: (pair[1], pair[0]))
    frame = spark.createDataFrame(pairs, schema)
    return frame.columns, [tuple(row) for row in frame.collect()]


EMPTY = os.path.join(os.path.dirname(PAIRS), "empty.csv")
open(EMPTY, "w").close()


def counts_of_an_empty_file():
    return dict(sc.textFile(EMPTY).map(lambda line: line.split(",")[0]).countByValue())


def counts_of_keys_of_an_empty_file():
    return dict(sc.textFile(EMPTY).map(lambda line: (line, 1)).countByKey())


def counts_of_what_is_left_of_a_file():
    return dict(sc.textFile(PAIRS).filter(lambda line: len(line) > 90).countByValue())


def counts_of_parts_of_a_file():
    return dict(sc.textFile(PAIRS).flatMap(lambda line: line.split(",")[1:]).filter(lambda part: part > "5").countByValue())


def counts_of_a_file_and_nothing():
    return sorted(sc.textFile(EMPTY).union(sc.textFile(PAIRS)).countByValue().items())


def sum_in_an_accumulator():
    total = sc.accumulator(5)
    sc.parallelize([1, 2, -3, 2**40]).foreach(lambda n: total.add(n))
    first = total.value
    sc.parallelize([], 2).map(lambda n: n).foreach(lambda n: None)
    return first, total.value


def number_in_an_accumulator():
    seen = sc.accumulator(0)

    def look(line):
        """Of those that have a comma."""
        if "," in line:
            if line > "b":
                seen.add(1)

    for _ in range(2):
        sc.textFile(PAIRS).foreach(look)
    return seen.value


def nothing_in_an_accumulator():
    seen = sc.accumulator(0)
    sc.textFile(EMPTY).foreach(lambda line: seen.add(len(line)))
    return seen.value, type(seen.value).__name__


def accumulator_that_two_add_to():
    seen = sc.accumulator(0)
    sc.parallelize([1, 2]).foreach(lambda n: seen.add(n))
    sc.parallelize([3, 4]).foreach(lambda n: seen.add(n))
    return seen.value


def accumulator_in_a_map():
    seen = sc.accumulator(0)
    numbers = sc.parallelize([1, 2]).map(lambda n: seen.add(1) or n)
    return numbers.sum(), numbers.count(), seen.value


def generator_that_is_always_true():
    kept = sc.parallelize(["a bb", "", "c"]).filter(lambda line: (word for word in line.split() if len(word) > 1))
    return kept.collect()


def call_of_a_generator_that_is_always_true():
    return sc.parallelize(["a bb", "", "c"]).filter(lambda line: long_words(line)).collect()


def generator_as_a_filter():
    return sc.parallelize(["a bb", "", "c"]).filter(long_words).collect()


def length_of_a_generator():
    return sc.parallelize(["a bb"]).map(lambda line: len(long_words(line))).collect()


def list_of_a_generator():
    return sc.parallelize(["a bb ccc", ""]).map(lambda line: (len(list(long_words(line))), "-".join(long_words(line)))).collect()


def header_left_out_by_the_number_of_its_partition():
    lines = sc.textFile(HEADED, 4)
    rows = lines.mapPartitionsWithIndex(lambda i, part: islice(part, 1, None) if i == 0 else part)
    return sorted(rows.map(lambda line: line.split(",")[0]).countByValue().items()), lines.count()


def header_left_out_with_next():
    def rows(number, lines):
        if number == 0:
            next(lines)
        for line in lines:
            yield line

    return sc.textFile(HEADED, 3).mapPartitionsWithIndex(rows).collect()


def first_line_of_each_partition_left_out():
    return sc.textFile(HEADED, 3).mapPartitionsWithIndex(lambda i, part: islice(part, 1, None)).collect()


def two_lines_left_out():
    return sc.textFile(HEADED, 3).mapPartitionsWithIndex(lambda i, part: islice(part, 2, None) if i == 0 else part).count()


def first_left_out_of_what_a_filter_leaves():
    kept = sc.textFile(HEADED, 3).filter(lambda line: line.startswith("d"))
    return kept.mapPartitionsWithIndex(lambda i, part: list(part)[1:] if i == 0 else part).collect()


def first_of_another_partition_left_out():
    return sc.textFile(HEADED, 3).mapPartitionsWithIndex(lambda i, part: list(part)[1:] if i == 1 else part).count()


def parts_of_rows():
    frame = spark.createDataFrame([("a", "b"), ("c", None), (None, None)], "first string, second string")
    singles = frame.select("first").rdd.flatMap(lambda row: row)
    return singles.map(lambda value: value is None).collect(), frame.rdd.flatMap(list).map(str).collect()


def parts_of_rows_of_several_types():
    frame = spark.createDataFrame([("a", 1), ("c", None)], "first string, second int")
    return frame.rdd.flatMap(lambda row: row).collect()


def parts_of_pairs():
    return sc.parallelize([(1, 2), (3, 4)]).flatMap(lambda pair: pair).map(lambda n: n * 10).collect()


def texts_of_whole_files():
    folder = tempfile.mkdtemp()
    for name, text in {"a b.txt": "x\r\ny", "+%41é.txt": "ü\n", "_hidden": "no"}.items():
        with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
            file.write(text)
    names = sorted((name.replace(folder, ""), len(text), text) for name, text in sc.wholeTextFiles(folder).collect())
    words = sc.wholeTextFiles(folder + "/*.txt", 3).flatMap(lambda pair: [(word, os.path.basename(pair[0])) for word in pair[1].split()])
    return names, sorted(words.collect())


def statistics_of_integers():
    stats = sc.parallelize([3, 1, 2, 2]).stats()
    return stats.count(), stats.mean(), stats.sum(), stats.max(), stats.min(), float(stats.stdev()), str(stats)


def statistics_of_one_float():
    stats = sc.parallelize([2.5]).stats()
    return stats.asDict(sample=True)


def statistics_of_nothing():
    return str(sc.parallelize([1, 2]).filter(lambda n: n > 2).stats())


def statistics_of_an_empty_file():
    return str(sc.textFile(EMPTY).map(len).stats())


def mean_of_an_empty_file():
    return sc.textFile(EMPTY).map(len).mean()


def mean_of_what_is_left_of_a_file():
    return sc.textFile(PAIRS).map(len).filter(lambda n: n > 99).mean()


def deviation_of_an_empty_file():
    return sc.textFile(EMPTY).map(len).sampleStdev()


def deviation_of_one_line():
    lines = sc.parallelize(["abc"]).map(len)
    return str(lines.sampleStdev()), float(lines.stdev())


def sums_by_key_at_once():
    pairs = sc.parallelize([("a", 1), ("b", 2), ("a", 3)])
    sums = pairs.reduceByKeyLocally(add)
    return sorted(sums.items()), type(sums).__name__, pairs.filter(lambda pair: pair[1] > 3).reduceByKeyLocally(lambda a, b: a + b)


def one_by_one():
    pairs = sc.parallelize([(2, "b"), (1, "a")])
    ahead = sc.parallelize([5, 6]).map(lambda n: n + 1).toLocalIterator()
    return [pair for pair in pairs.toLocalIterator(prefetchPartitions=True)], next(ahead), list(ahead)


def written_by_partition():
    folder = tempfile.mkdtemp()

    def write(pairs):
        lines = [f"{key}={value}\n" for key, value in pairs]
        if lines:
            with open(os.path.join(folder, lines[0].strip()), "w") as out:
                out.writelines(lines)

    sc.parallelize([("a", 1), ("b", None), ("c", 3)]).foreachPartition(write)
    lines = [line for name in os.listdir(folder) for line in open(os.path.join(folder, name))]
    return sorted(lines)


def rows_with_holes():
    return spark.createDataFrame([("a", 2147483647, 1.5), (None, None, None), ("", 0, -0.0), ("b", 1, 2.0)], "k string, n int, x double")


def default_in_the_place_of_none():
    return rows_with_holes().rdd.map(lambda r: (r.k or "?", r.n or 7, r.x or 0.5)).collect()


def default_that_is_added_to():
    return rows_with_holes().rdd.map(lambda r: (r.n or 0) + 1).collect()


def none_is_added_to():
    return rows_with_holes().rdd.map(lambda r: r.n + 1).collect()


def none_is_left_out_before():
    return rows_with_holes().rdd.filter(lambda r: r.n is not None).map(lambda r: r.n * 2).sum()


def none_equals():
    rows = rows_with_holes().rdd
    return rows.filter(lambda r: r.n == 0).count(), rows.filter(lambda r: r.n != 0).count(), rows.map(lambda r: r.k == "a").collect()


def none_is_greater():
    return rows_with_holes().rdd.filter(lambda r: r.n > 0).count()


def none_in_a_choice():
    return rows_with_holes().rdd.map(lambda r: -1 if r.n is None else r.n + 1).collect()


def none_before_and():
    return rows_with_holes().rdd.filter(lambda r: r.n is not None and r.n > 0).map(lambda r: r.k).collect()


def none_before_or():
    return rows_with_holes().rdd.filter(lambda r: r.n is None or r.n > 1).map(lambda r: r.k).collect()


def none_behind_and():
    return rows_with_holes().rdd.filter(lambda r: r.n > 0 and r.n is not None).count()


def method_of_none():
    return rows_with_holes().rdd.map(lambda r: r.k.upper()).collect()


def truth_of_none():
    rows = rows_with_holes().rdd
    return rows.filter(lambda r: r.k).map(lambda r: r.k).collect(), rows.filter(lambda r: not r.n).map(lambda r: r.k).collect()


def sum_with_none():
    return rows_with_holes().rdd.map(lambda r: r.n).sum()


def length_of_none():
    return rows_with_holes().rdd.map(lambda r: len(r.k)).collect()


def none_in_a_function():
    def label(row):
        if row.x is None:
            return "none"
        return "large" if row.n > 1 else "small"

    return rows_with_holes().rdd.map(label).collect()


def none_in_a_list_of_options():
    return rows_with_holes().rdd.filter(lambda r: r.k not in ("a", "c")).map(lambda r: r.n).collect()


def none_in_columns():
    frame = rows_with_holes().rdd.map(lambda r: (r.k, r.n)).toDF(["key", "n"])
    typed = rows_with_holes().rdd.map(lambda r: (r.k, r.n or 0)).toDF("key string, n int")
    return frame.dtypes, [tuple(row) for row in frame.collect()], typed.dtypes, [tuple(row) for row in typed.collect()]


def none_where_no_column_takes_it():
    schema = StructType([StructField("key", StringType(), False)])
    return [tuple(row) for row in spark.createDataFrame(rows_with_holes().rdd.map(lambda r: (r.k,)), schema).collect()]


def rows_of_a_function():
    def clean(row):
        return Row(key=(row.k or "none").upper(), double=(row.n or 0) * 2)

    frame = rows_with_holes().rdd.map(clean).toDF()
    return frame.dtypes, frame.collect(), rows_with_holes().rdd.map(clean).first()


def minus_none():
    return rows_with_holes().rdd.map(lambda r: -r.x).collect()


def sums_of_rows_with_none():
    pairs = rows_with_holes().rdd.map(lambda r: (r.k or "?", r.n))
    alone = pairs.filter(lambda pair: pair[0] != "?").union(sc.parallelize([("none", None)]).map(lambda pair: pair))
    sums = rows_with_holes().rdd.map(lambda r: (r.k, r.n)).reduceByKey(lambda a, b: a + b)
    return sorted(sums.collect(), key=str), alone.count()


def sums_of_rows_with_none_among_others():
    return rows_with_holes().rdd.map(lambda r: (1, r.x)).reduceByKey(add).collect()


def greatest_of_rows_with_none():
    pairs = rows_with_holes().rdd.map(lambda r: (r.k or "?", r.x))
    return sorted(pairs.filter(lambda pair: pair[0] == "a").reduceByKey(max).collect()), pairs.reduceByKey(max).count()


def none_in_one_of_two_conditions():
    rows = rows_with_holes().rdd.filter(lambda r: (r.k == "a" and r.n is not None and r.x is not None or r.k is None) and r.k != "b")
    return rows.map(lambda r: (r.k, r.n or 0)).collect(), rows.map(lambda r: r.n + 1).count()


def rows_with_their_keys():
    keyed = rows_with_holes().rdd.keyBy(lambda r: r.k or "?")
    return keyed.collect(), keyed.mapValues(lambda r: r.n).collect(), keyed.filter(lambda pair: pair[1].n is None).count()


def rows_in_pairs():
    pairs = rows_with_holes().rdd.map(lambda r: (r.n or 0, r))
    return pairs.first(), pairs.map(lambda pair: pair[1].x).collect(), pairs.map(lambda pair: pair[1]["k"]).take(1), pairs.values().first()


def rows_of_a_key():
    grouped = rows_with_holes().rdd.map(lambda r: (r.k or "?", r)).groupByKey()
    return sorted(grouped.mapValues(lambda rows: sorted(r.n or 0 for r in rows)).collect())


def rows_of_a_key_as_they_are():
    grouped = rows_with_holes().rdd.map(lambda r: (r.k or "?", r)).groupByKey().mapValues(list)
    return sorted((key, sorted(map(str, rows))) for key, rows in grouped.collect())


def rows_with_their_places():
    placed = rows_with_holes().rdd.zipWithIndex()
    return placed.collect(), placed.map(lambda pair: (pair[1],) + tuple(pair[0])).collect(), placed.map(lambda pair: pair[0].k).collect()


def rows_that_are_joined():
    left = rows_with_holes().rdd.keyBy(lambda r: r.k or "?")
    right = rows_with_holes().rdd.filter(lambda r: r.k).map(lambda r: (r.k, r.x))
    joined = sorted(left.join(right).mapValues(lambda pair: (pair[0].n, pair[1])).collect())
    return joined, sorted(left.leftOuterJoin(right).mapValues(lambda pair: pair[0]).values().map(str).collect())


def rows_that_are_missing():
    left = rows_with_holes().rdd.map(lambda r: (r.k or "?", 1))
    right = rows_with_holes().rdd.filter(lambda r: r.n == 1).keyBy(lambda r: r.k)
    return sorted(left.leftOuterJoin(right).mapValues(lambda pair: pair[1]).collect(), key=str)


def row_that_is_chosen():
    pairs = rows_with_holes().rdd.map(lambda r: (1, r))
    return pairs.reduceByKey(lambda a, b: a if (a.n or 0) > (b.n or 0) else b).collect()


def frame_of_values_that_are_rows():
    frame = rows_with_holes().rdd.keyBy(lambda r: r.k or "?").values().toDF()
    return frame.dtypes, frame.collect()


def rows_as_keys():
    pairs = rows_with_holes().rdd.map(lambda r: (r, 1))
    return sorted(pairs.reduceByKey(add).map(str).collect()), rows_with_holes().rdd.distinct().count()


def rows_beside_rows():
    rows = rows_with_holes().rdd.filter(lambda r: r.n == 1)
    return rows.cartesian(rows).collect()


def rows_of_a_function_in_pairs():
    def described(row):
        return row.k or "?", Row(size=len(row.k or ""), n=row.n)

    return rows_with_holes().rdd.map(described).mapValues(lambda row: row.size).collect()


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
    short_lines,
    short_lines_that_are_left_out,
    short_lines_left_out_before,
    short_lines_left_out_by_python,
    short_lines_in_a_group,
    short_lines_in_a_join,
    numbers_in_blanks,
    no_numbers,
    empty_numbers,
    floats_of_texts,
    floats_of_java,
    hexadecimal_floats,
    half_of_floats,
    too_many_to_unpack,
    unpacked,
    unpacked_and_not_used,
    number_that_is_not_used,
    number_where_there_is_one,
    short_or_large,
    short_or_no_number,
    one_before_the_last,
    none_before_the_last,
    words_without_a_third,
    first_of_no_words,
    words_of_lines,
    words_beside_their_lines,
    numbers_in_lines,
    no_number_in_lines,
    no_number_in_exploded_lines,
    divided_by_nothing,
    divided_where_there_is_something,
    averages,
    averages_without_values,
    halves_and_numbers,
    halves_that_fail,
    halves_that_nobody_reads,
    hidden_by_a_variable_of_the_caller,
    hidden_in_a_call_by_a_variable_of_the_caller,
    variable_that_one_branch_does_not_set,
    branch_that_gives_nothing,
    argument_that_fails_and_is_not_used,
    division_in_one_branch,
    division_in_a_call,
    function_that_calls_itself,
    generator_that_divides,
    generator_with_a_condition,
    generator_in_a_call,
    generator_that_ends_early,
    parsed_where_there_is_something,
    parsed_where_there_is_too_much,
    parsed_where_there_is_no_number,
    squares,
    default_in_a_call,
    lines_of_a_frame,
    greatest_of_pairs,
    greatest_of_no_pairs,
    greatest_of_sums,
    functions_in_variables,
    function_in_a_variable_beside_a_variable_of_the_caller,
    all_of_a_sample,
    latest_of_equal_ones,
    least_of_each,
    greatest_by_a_key,
    greatest_of_all_by_a_part,
    greatest_by_different_parts,
    greatest_by_itself_twice,
    json_of_lines,
    csv_of_lines,
    schema_that_is_computed,
    counts_of_an_empty_file,
    counts_of_keys_of_an_empty_file,
    counts_of_what_is_left_of_a_file,
    counts_of_parts_of_a_file,
    counts_of_a_file_and_nothing,
    sum_in_an_accumulator,
    number_in_an_accumulator,
    nothing_in_an_accumulator,
    accumulator_that_two_add_to,
    accumulator_in_a_map,
    generator_that_is_always_true,
    call_of_a_generator_that_is_always_true,
    generator_as_a_filter,
    length_of_a_generator,
    list_of_a_generator,
    header_left_out_by_the_number_of_its_partition,
    header_left_out_with_next,
    first_line_of_each_partition_left_out,
    two_lines_left_out,
    first_left_out_of_what_a_filter_leaves,
    first_of_another_partition_left_out,
    parts_of_rows,
    parts_of_rows_of_several_types,
    parts_of_pairs,
    texts_of_whole_files,
    statistics_of_integers,
    statistics_of_one_float,
    statistics_of_nothing,
    statistics_of_an_empty_file,
    mean_of_an_empty_file,
    mean_of_what_is_left_of_a_file,
    deviation_of_an_empty_file,
    deviation_of_one_line,
    sums_by_key_at_once,
    one_by_one,
    written_by_partition,
    default_in_the_place_of_none,
    default_that_is_added_to,
    none_is_added_to,
    none_is_left_out_before,
    none_equals,
    none_is_greater,
    none_in_a_choice,
    none_before_and,
    none_before_or,
    none_behind_and,
    method_of_none,
    truth_of_none,
    sum_with_none,
    length_of_none,
    none_in_a_function,
    none_in_a_list_of_options,
    none_in_columns,
    none_where_no_column_takes_it,
    rows_of_a_function,
    minus_none,
    sums_of_rows_with_none,
    sums_of_rows_with_none_among_others,
    greatest_of_rows_with_none,
    none_in_one_of_two_conditions,
    rows_with_their_keys,
    rows_in_pairs,
    rows_of_a_key,
    rows_of_a_key_as_they_are,
    rows_with_their_places,
    rows_that_are_joined,
    rows_that_are_missing,
    row_that_is_chosen,
    frame_of_values_that_are_rows,
    rows_as_keys,
    rows_beside_rows,
    rows_of_a_function_in_pairs,
]


def error_of(problem):
    """What a function raised for an element, by the first such name in the text of a failed job."""
    named = re.search(r"\b(AttributeError|IndexError|KeyError|ValueError|TypeError|UnboundLocalError|ZeroDivisionError)\b", str(problem))
    return named.group(1) if named else type(problem).__name__


if __name__ == "__main__":
    for trap in TRAPS:
        try:
            print(trap.__name__, repr(trap()))
        except Exception as problem:
            print(trap.__name__, "failed:", error_of(problem))
