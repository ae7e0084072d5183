"""Values keep every difference that a program could notice."""

import datetime
import decimal
import math

import numpy
import pandas
import pytest
from pyspark.sql import Row
from pyspark.sql.types import IntegerType

from reconnect_runtime.observe.values import Encoder


def encode(value):
    return Encoder().encode(value)


@pytest.mark.parametrize(
    "left, right",
    [
        (1, 1.0),
        (1, True),
        (0, False),
        (1, numpy.int64(1)),
        (numpy.int32(1), numpy.int64(1)),
        (0.0, -0.0),
        (None, math.nan),
        ("a", b"a"),
        ("1", 1),
        ([1], (1,)),
        ((1, 2), Row(a=1, b=2)),
        (Row(a=1), Row(b=1)),
        (Row(1), Row(a=1)),
        ({1}, frozenset({1})),
        (decimal.Decimal("1.0"), decimal.Decimal("1.00")),
        (datetime.date(2020, 1, 1), datetime.datetime(2020, 1, 1)),
        (datetime.datetime(2020, 1, 1), datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)),
        (pandas.Series([1]), pandas.Series([1.0])),
        (pandas.DataFrame({"a": [1]}), pandas.DataFrame({"b": [1]})),
        ("a", "a "),
    ],
)
def test_different_values_are_written_differently(left, right):
    assert encode(left) != encode(right)


@pytest.mark.parametrize(
    "value",
    [None, 1, 10**50, 1.5, math.inf, "x\ud800y", b"\0", [1, [2]], {"a": {1: (2,)}}, numpy.array([1, 2]), Row(a=1)],
)
def test_equal_values_are_written_equally(value):
    assert encode(value) == encode(value)


def test_a_nan_is_a_nan():
    assert encode(float("nan")) == encode(-float("nan"))


def test_cycles_end():
    value = [1]
    value.append(value)
    assert encode(value)["v"][1] == {"t": "cycle"}


def test_too_much_is_not_written():
    assert encode(list(range(500_000)))["why"] == "too large"


@pytest.mark.parametrize("value", [math, len, encode, int, (n for n in ())])
def test_what_is_no_value_is_opaque(value):
    assert encode(value)["t"] == "opaque"


def test_spark_types_are_values():
    assert encode(IntegerType()) == {"t": "DataType", "v": '"integer"'}


def test_paths_of_the_run_are_replaced():
    assert Encoder(lambda text: text.replace("/run/1", "{out}")).encode(["/run/1/x"])["v"][0]["v"] == "{out}/x"


def test_a_stand_in_for_java_is_not_looked_into():
    """Reading an attribute that it lacks raises an error of ours, not AttributeError."""
    from reconnect_runtime.jvm import JavaView

    java = JavaView(None)
    for stand_in in (java.org.apache.log4j, java.org.apache.hadoop.fs.Path("/tmp"), java.java.util.ArrayList):
        assert encode(stand_in)["t"] == "opaque"
