"""Programs whose partitions once differed from classic Spark's; random pipelines found most of them."""

import pytest


def union_of_single_partitions(sc):
    rdd = sc.parallelize([1, 1], 1).distinct()
    return rdd.union(rdd).glom().collect()


def union_of_empty_partitions(sc):
    rdd = sc.parallelize([], 1).distinct()
    return rdd.union(rdd).union(rdd).glom().collect()


def union_of_a_list_and_a_shuffle(sc):
    return sc.union([sc.parallelize([1], 1), sc.parallelize([2], 1).distinct(), sc.parallelize([3], 1)]).glom().collect()


def union_of_a_view_with_itself(sc):
    from pyspark.sql import SparkSession

    spark = SparkSession(sc)
    spark.range(0, 6, 1, 2).repartition(3, "id").createOrReplaceTempView("placed")
    rdd = spark.table("placed").rdd
    return [sorted(row.id for row in part) for part in rdd.union(spark.table("placed").rdd).glom().collect()]


def fewer_partitions_of_a_shuffle(sc):
    return _placed(sc, 10).coalesce(6).glom().collect()


def fewer_partitions_of_a_union(sc):
    rdd = _placed(sc, 3)
    return rdd.union(rdd).union(rdd).coalesce(4).glom().collect()


def _placed(sc, count):
    return sc.parallelize([(x, x) for x in range(40)], 4).partitionBy(count)


@pytest.mark.parametrize(
    "program",
    [
        union_of_single_partitions,
        union_of_empty_partitions,
        union_of_a_list_and_a_shuffle,
        union_of_a_view_with_itself,
        fewer_partitions_of_a_shuffle,
        fewer_partitions_of_a_union,
    ],
    ids=lambda program: program.__name__,
)
def test_same_as_classic(same, program):
    assert same(program)[0] == "value"


def _paired(left, right):
    """Pairs of batches, batch with batch, as classic Spark 4.2.1 gives them."""
    return [(a, b) for batch in left for other in right for a in batch for b in other]


def test_pairs_come_batch_by_batch(sc):
    mapped = sc.parallelize(range(5), 1).map(lambda x: x)
    grown = [[0], [1, 2], [3, 4]]
    listed = sc.parallelize(list("abcde"), 2)
    first, second = [["a", "b"]], [["c", "d"], ["e"]]
    assert mapped.cartesian(mapped).collect() == _paired(grown, grown)
    assert mapped.cartesian(mapped.cache()).collect() == _paired(grown, grown)
    assert mapped.cartesian(listed).glom().collect() == [_paired(grown, first), _paired(grown, second)]
    assert listed.cartesian(mapped).glom().collect() == [_paired(first, grown), _paired(second, grown)]
    assert listed.union(listed).cartesian(mapped).glom().collect() == [_paired(x, grown) for x in (first, second) * 2]


def test_batches_of_large_elements_stay_small(sc):
    large = sc.parallelize(range(4), 1).map(lambda x: str(x) * 70000)
    pairs = large.cartesian(large).map(lambda pair: (int(pair[0][0]), int(pair[1][0]))).collect()
    assert pairs == [(a, b) for a in range(4) for b in range(4)]
