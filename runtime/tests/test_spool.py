"""Accumulators in UDFs, and in RDDs that have become frames: what the client gets back, beside classic Spark."""

import pytest

from reconnect_runtime import spool
from reconnect_runtime.errors import UnsupportedOnConnect


def _counted(sc, act):
    """What an accumulator holds after `act(spark, add)`, where `add` counts, as a UDF would."""
    from pyspark.sql import SparkSession

    total = sc.accumulator(0)

    def add(value):
        total.add(1)
        return value

    act(SparkSession(sc), add)
    return total.value


def udf_collected(sc):
    return _counted(sc, lambda spark, add: _with_udf(spark, add).collect())


def udf_acted_on_twice(sc):
    def act(spark, add):
        frame = _with_udf(spark, add)
        frame.write.format("noop").mode("overwrite").save()
        frame.filter("y > 500").count()

    return _counted(sc, act)


def udf_not_needed(sc):
    return _counted(sc, lambda spark, add: _with_udf(spark, add).count())


def udf_below_a_sort(sc):
    return _counted(sc, lambda spark, add: _with_udf(spark, add).orderBy("y").collect())


def udf_on_a_udf(sc):
    def act(spark, add):
        from pyspark.sql import functions

        twice = functions.udf(add, "long")
        frame = spark.range(0, 100, 1, 3).select(twice(twice("id")).alias("a")).select(twice("a"))
        frame.collect()

    return _counted(sc, act)


def udf_in_sql(sc):
    def act(spark, add):
        spark.udf.register("counting", add, "long")
        spark.range(0, 100, 1, 3).createOrReplaceTempView("numbers")
        spark.sql("SELECT sum(counting(id)) FROM numbers").collect()

    return _counted(sc, act)


def frame_of_an_rdd_acted_on_twice(sc):
    def act(spark, add):
        frame = spark.createDataFrame(sc.parallelize(range(10), 2).map(lambda x: (add(x),)), "a long")
        frame.collect()
        frame.count()

    return _counted(sc, act)


def frame_behind_a_shuffle_acted_on_twice(sc):
    def act(spark, add):
        pairs = sc.parallelize(range(10), 2).map(lambda x: (add(x) % 3, x)).reduceByKey(lambda a, b: a + b)
        frame = spark.createDataFrame(pairs, "a long, b long")
        frame.collect()
        frame.collect()

    return _counted(sc, act)


def lists_and_floats(sc):
    from pyspark.accumulators import AccumulatorParam
    from pyspark.sql import SparkSession

    class Lists(AccumulatorParam):
        def zero(self, value):
            return []

        def addInPlace(self, first, second):
            first.extend(second)
            return first

    sizes, total = sc.accumulator([], Lists()), sc.accumulator(0.0)

    def look(batches):
        for batch in batches:
            sizes.add([len(batch)])
            total.add(float(batch["id"].sum()))
            yield batch

    SparkSession(sc).range(0, 100, 1, 4).mapInPandas(look, "id long").collect()
    return sorted(sizes.value), total.value


def _with_udf(spark, add):
    from pyspark.sql import functions

    return spark.range(0, 1000, 1, 4).withColumn("y", functions.udf(add, "long")("id"))


@pytest.mark.parametrize(
    "function",
    [
        udf_collected,
        udf_acted_on_twice,
        udf_not_needed,
        udf_below_a_sort,
        udf_on_a_udf,
        udf_in_sql,
        frame_of_an_rdd_acted_on_twice,
        frame_behind_a_shuffle_acted_on_twice,
        lists_and_floats,
    ],
)
def test_counts_what_classic_counts(same, function):
    assert same(function)[0] == "value"


def test_a_task_that_is_run_again_counts_once():
    reading = spool.Spool(None, None)
    places = iter([((3, 0), 7), ((3, 0), 8), ((3, 1), 9), ((4, 0), 10), ((4, 0), 10)])
    for task in places:
        spool._leave(reading.folder(), task, [(0, 1)], ())

    class Total:
        value = 0

        def added(self, ident, value):
            self.value += value

    total = Total()
    reading.read(total)
    reading.read(total)
    # One of the two attempts at (3, 0), and both halves of one attempt at (4, 0).
    assert total.value == 4


def test_a_failed_task_leaves_nothing_behind(sc):
    from pyspark.sql import SparkSession

    spark = SparkSession(sc)

    def act(spark, add):
        from pyspark.sql import functions

        def fail(value):
            if add(value) == 3:
                raise ValueError("no")
            return value

        with pytest.raises(Exception, match="ValueError: no"):
            spark.range(0, 4, 1, 1).select(functions.udf(fail, "long")("id")).collect()

    assert _counted(sc, act) == 0
    total = sc.accumulator(0)
    sc.parallelize(range(8), 4).foreach(lambda x: total.add(1))
    assert total.value == 8
    assert spark.range(3).count() == 3


def test_a_server_elsewhere_is_refused_by_name(sc, monkeypatch):
    monkeypatch.setattr(spool, "is_here", lambda session: False)
    with pytest.raises(UnsupportedOnConnect, match="Accumulator in a UDF.*DataFrame.observe"):
        udf_collected(sc)


def test_a_folder_that_workers_do_not_share_is_refused_by_name(sc, monkeypatch, tmp_path):
    monkeypatch.setattr(spool.Spool, "folder", lambda self: str(tmp_path / "nowhere"))
    with pytest.raises(Exception, match="UnsupportedOnConnect: Accumulator in a UDF.*RECONNECT_SPOOL"):
        udf_collected(sc)


def test_a_folder_may_be_named(sc, monkeypatch, tmp_path):
    monkeypatch.setenv("RECONNECT_SPOOL", str(tmp_path))
    monkeypatch.setattr(spool, "is_here", lambda session: False)
    monkeypatch.setattr(sc._accumulators, "spool", spool.Spool(sc._session, sc._frames._prepare))
    assert udf_collected(sc) == 1000
