"""Keys hash without PYTHONHASHSEED=0 as they do with it."""

import os
import random
import subprocess
import sys

import pytest

from reconnect_runtime import frames, hashing

_PRINT = "import sys; sys.path.insert(0, %r); import test_hashing; print(repr([hash(v) for v in test_hashing.values()]))"


def values():
    """Texts of all widths in memory, bytes, sets, dates."""
    import datetime

    numbers = random.Random(7)
    alphabets = ["abc xyz", "éüñ", "日本語", "\U0001f600\U0001f601", "\ud800a"]
    texts = ["".join(numbers.choice(numbers.choice(alphabets)) for _ in range(numbers.randrange(30))) for _ in range(300)]
    data = [bytes(numbers.randrange(256) for _ in range(numbers.randrange(40))) for _ in range(100)]
    sets = [frozenset(numbers.sample([1, 2, "a", "b", 2.5, "é", b"x"], numbers.randrange(7))) for _ in range(100)]
    zone = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    dates = [
        datetime.date(2020, 2, 29),
        datetime.datetime(1969, 12, 31, 23, 59, 59, 999999),
        datetime.datetime(2020, 1, 2, 3, 4, tzinfo=zone),
        datetime.time(1, 2, 3),
        datetime.timedelta(-3, 5),
    ]
    return texts + data + sets + dates


def test_like_a_seeded_process():
    code = _PRINT % os.path.dirname(os.path.abspath(__file__))
    environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONPATH=os.pathsep.join(sys.path))
    printed = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert [hashing._unseeded(value) for value in values()] == eval(printed.stdout)


def test_a_key_with_a_hash_of_its_own_is_refused():
    class Key:
        def __hash__(self):
            return hash("text")

        def __eq__(self, other):
            return True

    with pytest.raises(TypeError, match="PYTHONHASHSEED=0"):
        hashing._unseeded(Key())


def test_none_and_tuples_as_classic(classic):
    keys = [None, (), (None,), (1, (2, None)), (1.0, True), (-1,), -1, -2, 2**70]
    assert [hashing.portable_hash(key) for key in keys] == classic.run(classic_hashes, keys)[1]


def classic_hashes(sc, keys):
    from pyspark.rdd import portable_hash

    return [portable_hash(key) for key in keys]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 33, 200])
def test_homes_are_of_their_partitions(remote, count):
    from pyspark.sql.connect.session import SparkSession

    spark = SparkSession.builder.remote(remote).getOrCreate()
    rows = spark.createDataFrame([(home, p) for p, home in enumerate(frames.homes(count))], "home int, p int")
    from pyspark.sql.connect.functions import spark_partition_id

    placed = rows.repartition(count, "home").select("p", spark_partition_id().alias("at")).collect()
    assert sorted((row.p, row.at) for row in placed) == [(p, p) for p in range(count)]


def test_random_numbers_as_classic(classic):
    assert [hashing.XorShiftRandom(seed).below(bound) for seed in range(20) for bound in (2, 3, 8, 10)] == classic.run(
        classic_numbers
    )[1]


def classic_numbers(sc):
    random_class = sc._jvm.org.apache.spark.util.random.XORShiftRandom
    return [random_class(seed).nextInt(bound) for seed in range(20) for bound in (2, 3, 8, 10)]
