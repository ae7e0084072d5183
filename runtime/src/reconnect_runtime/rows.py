"""Between the rows of a DataFrame and the elements of an RDD, on the workers.

Values become what classic Spark pickles: Rows, naive datetimes in the worker's time zone, objects of user-defined types.
The other way follows `EvaluatePython.makeFromJava` (sql/core, python/EvaluatePython.scala): what does not fit a type is
null, and text takes everything.
"""

import array
import datetime
import decimal

import pyarrow

from reconnect_runtime import compute


class FrameRows(compute.Computation):
    """The Rows in a frame whose last column is not part of them."""

    def __init__(self, schema, binary):
        self.schema = schema
        self.binary = binary

    def compute(self, split, rows):
        from pyspark.sql.types import Row

        names = self.schema.names
        readers = [reader(field.dataType, self.binary) for field in self.schema.fields]
        for batch in rows.batches:
            if not readers:
                values = iter([()] * batch.num_rows)
            else:
                values = zip(*[read(batch.column(i)) for i, read in enumerate(readers)])
            for value in values:
                row = tuple.__new__(Row, value)
                row.__fields__ = names
                yield row


class Lines(compute.Computation):
    """The text in the first column."""

    def compute(self, split, rows):
        for batch in rows.batches:
            yield from batch.column(0).to_pylist()


def reader(kind, binary=bytes):
    """A function from an Arrow array to the list of its Python values, for a Spark type."""
    from pyspark.sql import types

    if isinstance(kind, types.UserDefinedType):
        read = reader(kind.sqlType(), binary)
        return lambda column: [None if value is None else kind.deserialize(value) for value in read(column)]
    if isinstance(kind, types.StructType):
        return _struct_reader(kind, binary)
    if isinstance(kind, types.ArrayType):
        return _list_reader(reader(kind.elementType, binary))
    if isinstance(kind, types.MapType):
        return _map_reader(reader(kind.keyType, binary), reader(kind.valueType, binary))
    if isinstance(kind, types.TimestampType):
        return _local_times
    if isinstance(kind, types.BinaryType) and binary is not bytes:
        return lambda column: [None if value is None else binary(value) for value in column.to_pylist()]
    variant = getattr(types, "VariantType", None)
    if variant is not None and isinstance(kind, variant):
        return _variants
    return lambda column: column.to_pylist()


def _local_times(column):
    """Instants as datetimes of the worker's time zone, as `TimestampType.fromInternal` makes them."""
    from_timestamp = datetime.datetime.fromtimestamp
    micros = column.cast(pyarrow.timestamp("us", column.type.tz)).cast(pyarrow.int64()).to_pylist()
    return [
        None if value is None else from_timestamp(value // 1000000).replace(microsecond=value % 1000000)
        for value in micros
    ]


def _struct_reader(kind, binary):
    from pyspark.sql.types import Row

    names = kind.names
    readers = [reader(field.dataType, binary) for field in kind.fields]

    def read(column):
        size = len(column)
        children = [child(column.field(i)) for i, child in enumerate(readers)]
        present = column.is_valid().to_pylist()
        rows = []
        for i in range(size):
            if not present[i]:
                rows.append(None)
                continue
            row = tuple.__new__(Row, [child[i] for child in children])
            row.__fields__ = names
            rows.append(row)
        return rows

    return read


def _list_reader(element):
    def read(column):
        values = element(column.values)
        ends = column.offsets.to_pylist()
        present = column.is_valid().to_pylist()
        return [values[ends[i] : ends[i + 1]] if present[i] else None for i in range(len(column))]

    return read


def _map_reader(key, value):
    def read(column):
        keys, values = key(column.keys), value(column.items)
        ends = column.offsets.to_pylist()
        present = column.is_valid().to_pylist()
        return [
            dict(zip(keys[ends[i] : ends[i + 1]], values[ends[i] : ends[i + 1]])) if present[i] else None
            for i in range(len(column))
        ]

    return read


def _variants(column):
    from pyspark.sql.types import VariantVal

    return [None if value is None else VariantVal(value["value"], value["metadata"]) for value in column.to_pylist()]


class Table:
    """Sink of a job that makes a DataFrame: elements become rows of `schema`.

    `before` is applied to each element; what comes out has the internal values of `StructType.toInternal`.
    """

    columns = None
    _ROWS = 4096

    def __init__(self, schema, before=None):
        self.schema = schema
        self.before = before

    def start(self, split):
        return ()

    def rows(self, split, iterator):
        import itertools

        if self.before is not None:
            iterator = self.before(iterator)
        internal = self.schema.toInternal
        while True:
            chunk = [internal(element) for element in itertools.islice(iterator, self._ROWS)]
            if not chunk:
                return
            yield self._batch(chunk)

    def _batch(self, rows):
        fields = self.schema.fields
        width = len(fields)
        for row in rows:
            if row is None or len(row) != width:
                raise ValueError(
                    "Input row doesn't have expected number of values required by the schema. "
                    "%d fields are required while %d values are provided." % (width, 0 if row is None else len(row))
                )
        names = ["c%d" % i for i in range(width)]
        types = [arrow_type(field.dataType) for field in fields]
        if not width:
            return pyarrow.RecordBatch.from_pylist([{}] * len(rows))
        columns = [
            pyarrow.array([writer(row[i]) for row in rows], kind)
            for i, (writer, kind) in enumerate(zip([_writer(field.dataType) for field in fields], types))
        ]
        return pyarrow.RecordBatch.from_arrays(
            columns,
            schema=pyarrow.schema([pyarrow.field(n, t, f.nullable) for n, t, f in zip(names, types, fields)]),
        )


def arrow_type(kind):
    """The Arrow type of a Spark type."""
    from pyspark.sql import types

    if isinstance(kind, types.UserDefinedType):
        return arrow_type(kind.sqlType())
    if isinstance(kind, types.StructType):
        return pyarrow.struct([pyarrow.field(f.name, arrow_type(f.dataType), f.nullable) for f in kind.fields])
    if isinstance(kind, types.ArrayType):
        return pyarrow.list_(pyarrow.field("element", arrow_type(kind.elementType), kind.containsNull))
    if isinstance(kind, types.MapType):
        return pyarrow.map_(
            pyarrow.field("key", arrow_type(kind.keyType), False),
            pyarrow.field("value", arrow_type(kind.valueType), kind.valueContainsNull),
        )
    if isinstance(kind, types.DecimalType):
        return pyarrow.decimal128(kind.precision, kind.scale)
    plain = {
        "BooleanType": pyarrow.bool_(),
        "ByteType": pyarrow.int8(),
        "ShortType": pyarrow.int16(),
        "IntegerType": pyarrow.int32(),
        "LongType": pyarrow.int64(),
        "FloatType": pyarrow.float32(),
        "DoubleType": pyarrow.float64(),
        "StringType": pyarrow.string(),
        "CharType": pyarrow.string(),
        "VarcharType": pyarrow.string(),
        "BinaryType": pyarrow.binary(),
        "DateType": pyarrow.date32(),
        "TimestampType": pyarrow.timestamp("us", "UTC"),
        "TimestampNTZType": pyarrow.timestamp("us"),
        "DayTimeIntervalType": pyarrow.duration("us"),
        "NullType": pyarrow.null(),
    }.get(type(kind).__name__)
    if plain is None:
        raise TypeError("an RDD cannot be made a column of type %s on Spark Connect" % kind.simpleString())
    return plain


def _writer(kind):
    """A function from an internal value to what Arrow takes for a Spark type."""
    from pyspark.sql import types

    if isinstance(kind, types.UserDefinedType):
        return _writer(kind.sqlType())
    if isinstance(kind, types.StructType):
        return _struct_writer(kind)
    if isinstance(kind, types.ArrayType):
        element = _writer(kind.elementType)
        return lambda value: (
            [element(item) for item in value] if isinstance(value, (list, tuple, array.array)) else None
        )
    if isinstance(kind, types.MapType):
        key, item = _writer(kind.keyType), _writer(kind.valueType)
        return lambda value: [(key(k), item(v)) for k, v in value.items()] if isinstance(value, dict) else None
    if isinstance(kind, types.DecimalType):
        return _decimal_writer(kind)
    if isinstance(kind, types.IntegralType):
        return _integer_writer(arrow_type(kind).bit_width)
    return {
        "BooleanType": lambda value: value if isinstance(value, bool) else None,
        "FloatType": lambda value: value if isinstance(value, float) else None,
        "DoubleType": lambda value: value if isinstance(value, float) else None,
        "BinaryType": _binary,
        "DateType": _plain_integer,
        "TimestampType": _plain_integer,
        "TimestampNTZType": _plain_integer,
        "DayTimeIntervalType": _plain_integer,
        "NullType": lambda value: None,
    }.get(type(kind).__name__, _text)


def _struct_writer(kind):
    writers = [_writer(field.dataType) for field in kind.fields]

    def write(value):
        if not isinstance(value, (tuple, list)):
            return None
        if len(value) != len(writers):
            raise ValueError(
                "Input row doesn't have expected number of values required by the schema. "
                "%d fields are required while %d values are provided." % (len(writers), len(value))
            )
        return tuple([write(item) for write, item in zip(writers, value)])

    return write


def _integer_writer(width):
    half, whole = 1 << (width - 1), 1 << width

    def write(value):
        if not isinstance(value, int) or isinstance(value, bool) or not -(1 << 63) <= value < 1 << 63:
            return None
        return (value + half) % whole - half

    return write


def _decimal_writer(kind):
    unit = decimal.Decimal(1).scaleb(-kind.scale)
    limit = decimal.Decimal(10) ** (kind.precision - kind.scale)
    exact = decimal.Context(prec=80, rounding=decimal.ROUND_HALF_UP)

    def write(value):
        if not isinstance(value, decimal.Decimal) or not value.is_finite():
            return None
        value = value.quantize(unit, context=exact)
        return value if abs(value) < limit else None

    return write


def _plain_integer(value):
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _binary(value):
    if isinstance(value, str):
        return value.encode("utf-8")
    return bytes(value) if isinstance(value, (bytes, bytearray)) else None


def _text(value):
    return value if value is None or type(value) is str else _java_text(value)


def _java_text(value):
    """What `toString` of the Java object gives that a pickled value becomes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join("null" if item is None else _java_text(item) for item in value) + "]"
    if isinstance(value, dict):
        pairs = ("%s=%s" % tuple("null" if x is None else _java_text(x) for x in pair) for pair in value.items())
        return "{" + ", ".join(pairs) + "}"
    return str(value)
