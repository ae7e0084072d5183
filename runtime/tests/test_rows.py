"""Values between Arrow and Python, without Spark."""

import datetime
import decimal
import time

import pyarrow
import pytest
from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    BooleanType,
    DateType,
    DecimalType,
    DoubleType,
    IntegerType,
    LongType,
    MapType,
    Row,
    ShortType,
    StringType,
    StructField,
    StructType,
    TimestampNTZType,
    TimestampType,
)

from reconnect_runtime import elements, rows


def written(schema, *values):
    """The values as rows of a frame, and back."""
    batches = list(rows.Table(schema).rows(0, iter(values)))
    batches = [
        pyarrow.RecordBatch.from_arrays(batch.columns + [pyarrow.array([0] * len(batch))], batch.schema.names + ["p"])
        for batch in batches
    ]
    return list(rows.FrameRows(schema, bytes).compute(0, elements.Batches(iter(batches))))


def one(kind, value):
    return written(StructType([StructField("x", kind)]), (value,))[0].x


@pytest.mark.parametrize(
    "kind, value",
    [
        (LongType(), 2**63 - 1),
        (DoubleType(), 1.5),
        (StringType(), "\u00e9\U0001f600"),
        (BinaryType(), b"\x00\xff"),
        (BooleanType(), True),
        (DateType(), datetime.date(1, 1, 1)),
        (TimestampNTZType(), datetime.datetime(1969, 12, 31, 23, 59, 59, 999999)),
        (DecimalType(38, 18), decimal.Decimal("0E-18")),
        (ArrayType(ArrayType(LongType())), [[1, None], None, []]),
        (MapType(StringType(), ArrayType(DateType())), {"a": [datetime.date(2020, 1, 1)], "b": None}),
        (StructType([StructField("a", LongType()), StructField("b", StringType())]), Row(a=1, b=None)),
        (ArrayType(StructType([StructField("t", TimestampType())])), [Row(t=datetime.datetime(2020, 7, 1, 1, 2, 3))]),
    ],
)
def test_values_come_back_as_they_went(kind, value):
    assert one(kind, value) == value
    assert one(kind, None) is None


def test_instants_are_in_the_local_zone(monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        column = pyarrow.array([0], pyarrow.timestamp("us", "UTC"))
        assert rows.reader(TimestampType())(column) == [datetime.datetime(1969, 12, 31, 19, 0)]
        assert one(TimestampType(), datetime.datetime(2020, 7, 1)) == datetime.datetime(2020, 7, 1)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "kind, value, expected",
    [
        (IntegerType(), "1", None),
        (IntegerType(), True, None),
        (ShortType(), 1 << 15, -(1 << 15)),
        (LongType(), 1 << 63, None),
        (DoubleType(), 1, None),
        (DecimalType(3, 1), decimal.Decimal("1.25"), decimal.Decimal("1.3")),
        (DecimalType(3, 1), decimal.Decimal("100"), None),
        (StringType(), [1, None, True], "[1, null, true]"),
        (StringType(), {"a": 1}, "{a=1}"),
        (BinaryType(), "a", b"a"),
        (ArrayType(LongType()), "a", None),
    ],
)
def test_what_does_not_fit_is_as_in_classic_spark(kind, value, expected):
    assert one(kind, value) == expected


def test_names_may_repeat():
    schema = StructType([StructField("a", LongType()), StructField("a", LongType())])
    assert written(schema, (1, 2)) == [Row(1, 2)]
    assert written(schema, (1, 2))[0].__fields__ == ["a", "a"]


def test_a_row_of_another_length_is_an_error():
    with pytest.raises(ValueError, match="2 fields are required while 1 values are provided"):
        written(StructType([StructField("a", LongType()), StructField("b", LongType())]), (1,))


def test_slices_of_nested_columns_are_read_where_they_begin():
    kind = ArrayType(LongType())
    column = pyarrow.array([[1], [2, 3], None, [4]], pyarrow.list_(pyarrow.int64()))
    assert rows.reader(kind)(column.slice(1)) == [[2, 3], None, [4]]
    struct = StructType([StructField("a", LongType())])
    column = pyarrow.array([{"a": 1}, {"a": 2}, None])
    assert rows.reader(struct)(column.slice(1)) == [Row(a=2), None]
