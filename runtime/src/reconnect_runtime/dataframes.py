"""What DataFrames of Spark Connect lack beside RDDs: `rdd`, `toJSON`, `foreach`, and frames made from RDDs."""

import functools
import warnings

from reconnect_runtime import compat, compute, elements, plan, rows, session, spool
from reconnect_runtime.rdd import RDD


def install(changes):
    from pyspark.sql.connect.dataframe import DataFrame
    from pyspark.sql.connect.readwriter import DataFrameReader
    from pyspark.sql.connect.session import SparkSession

    changes.set(DataFrame, "rdd", property(rdd_of))
    changes.set(DataFrame, "toJSON", to_json)
    changes.set(DataFrame, "foreach", lambda self, f: self.rdd.foreach(f))
    changes.set(DataFrame, "foreachPartition", lambda self, f: self.rdd.foreachPartition(f))
    changes.set(DataFrame, "sql_ctx", property(_sql_context))
    changes.set(DataFrame, "_sc", property(lambda self: self.sparkSession.sparkContext))
    _install_creation(changes, SparkSession)
    for name in ("json", "csv"):
        _install_reader(changes, DataFrameReader, name)


def _sql_context(frame):
    from reconnect_runtime.sqlcontext import SQLContext

    return SQLContext(frame.sparkSession.sparkContext, frame.sparkSession)


# From frames to RDDs


def rdd_of(frame):
    """The rows of a frame as an RDD; the same RDD each time, as in classic Spark."""
    found = frame.__dict__.get("_reconnect_rdd")
    if found is None or found.ctx._stopped:
        found = _framed(frame, rows.FrameRows(frame.schema, _binary(frame.sparkSession)))
        frame.__dict__["_reconnect_rdd"] = found
    return found


def _framed(frame, computation):
    context = session.context_of(frame.sparkSession)
    once = []

    def numbered():
        if not once:
            once.append(context._frames.numbered_columns(frame))
        return once[0]

    return RDD(plan.Framed(numbered, computation, lambda: _partitions(context, numbered())), context)


def _binary(spark):
    """The type of binary values: bytes since 4.1, unless the session wants bytearray as before."""
    setting = spark.conf.get("spark.sql.execution.pyspark.binaryAsBytes", None)
    return bytes if setting == "true" else bytearray


def _partitions(context, frame):
    """Counts partitions, empty ones too, in one job."""
    counted = context._planner.run(plan.Framed(lambda: frame, compute.Input(), None), _one_each)
    return sum(1 for _ in counted)


def _one_each(split, iterator):
    yield split


def to_json(frame, use_unicode=True):
    from pyspark.sql.connect import functions

    text = frame.select(functions.to_json(functions.struct("*")).alias("value"))
    found = _framed(text, rows.Lines())
    return found if use_unicode else found.map(lambda line: line.encode("utf-8"))


# From RDDs to frames


def _install_creation(changes, session_class):
    original = session_class.createDataFrame

    def createDataFrame(self, data, schema=None, samplingRatio=None, verifySchema=None):
        if isinstance(data, RDD):
            return from_rdd(self, data, schema, samplingRatio, verifySchema in (None, True))
        # Connect infers from all rows of a list, and cannot be told otherwise.
        return original(self, data, schema)

    changes.set(session_class, "createDataFrame", functools.wraps(original)(createDataFrame))


def from_rdd(spark, rdd, schema=None, sampling=None, verify=True):
    """A frame of an RDD's elements; names and types are found as classic Spark finds them."""
    from pyspark.sql.types import DataType, StructType

    if isinstance(schema, str):
        schema = spark.client._analyze(method="ddl_parse", ddl_string=schema).parsed
    if isinstance(schema, StructType):
        return _table(spark, rdd, schema, _verified(schema) if verify else None)
    if isinstance(schema, DataType):
        before = functools.partial(_wrapped, _verified_value(schema) if verify else None)
        return _table(spark, rdd, StructType().add("value", schema), before)
    if schema is not None and not isinstance(schema, (list, tuple)):
        raise _type_error(schema)
    names = None if schema is None else [x.encode("utf-8") if not isinstance(x, str) else x for x in schema]
    struct = _inferred(spark, rdd, names, sampling)
    before = functools.partial(_converted, _copied(struct))
    for i, name in enumerate(names or ()):
        struct.fields[i].name = name
        struct.names[i] = name
    return _table(spark, rdd, struct, before)


def _copied(struct):
    import copy

    return copy.deepcopy(struct)


def _type_error(schema):
    from pyspark.errors import PySparkTypeError

    found = {"arg_name": "schema", "expected_type": "list, None or StructType", "arg_type": type(schema).__name__}
    return compat.error(PySparkTypeError, "NOT_EXPECTED_TYPE", found)


def _value_error(condition):
    from pyspark.errors import PySparkValueError

    return compat.error(PySparkValueError, condition, {})


def _table(spark, rdd, schema, before):
    context = rdd.ctx
    if context._frames.watching and not context._accumulators.spool.possible and _adds(rdd._node):
        warnings.warn(
            "accumulators that the RDD of a DataFrame adds to are not updated on Spark Connect", RuntimeWarning, 4
        )
    plain = type(schema)([_numbered(i, field) for i, field in enumerate(schema.fields)])
    frame = context._planner.typed(rdd._node, rows.Table(schema, before), plain)
    if frame.sparkSession is not spark:
        frame = compat.frame_of(frame._plan, spark)
    frame = frame.toDF(*schema.names)
    for field in schema.fields:
        if field.metadata and schema.names.count(field.name) == 1:
            frame = frame.withMetadata(field.name, field.metadata)
    return compat.with_schema(frame, schema)


def _numbered(index, field):
    return type(field)("c%d" % index, field.dataType, field.nullable)


def _adds(node):
    """Whether the user's functions in an unbroken chain of narrow steps have an accumulator."""
    steps = []
    while isinstance(node, plan.Narrow):
        steps.extend(node.step.steps if isinstance(node.step, plan.Bound) else [node.step])
        node = node.parents[0]
    with spool.among_rows():
        return b"WorkerAccumulator" in elements.dumps(steps)


def _verified(schema):
    return functools.partial(_checked, schema, None)


def _checked(schema, name, iterator):
    from pyspark.sql.types import _make_type_verifier

    verify = _make_type_verifier(schema)
    for element in iterator:
        verify(element)
        yield element


def _verified_value(kind):
    return functools.partial(_value_verifier, kind)


def _value_verifier(kind):
    from pyspark.sql.types import _make_type_verifier

    return _make_type_verifier(kind, name="field value")


def _wrapped(verifier, iterator):
    verify = None if verifier is None else verifier()
    for element in iterator:
        if verify is not None:
            verify(element)
        yield (element,)


def _converted(struct, iterator):
    from pyspark.sql.types import _create_converter

    return map(_create_converter(struct), iterator)


_INFERENCE = (
    "spark.sql.timestampType",
    "spark.sql.pyspark.inferNestedDictAsStruct.enabled",
    "spark.sql.pyspark.legacy.inferArrayTypeFromFirstElement.enabled",
    "spark.sql.pyspark.legacy.inferMapTypeFromFirstPair.enabled",
)


def _inferred(spark, rdd, names, sampling):
    """As `SparkSession._inferSchema` of classic PySpark: from the first element, more only where that leaves a null."""
    from pyspark.sql.types import _has_nulltype, _merge_type

    first = rdd.first()
    if hasattr(first, "__len__") and len(first) == 0:
        raise _value_error("CANNOT_INFER_EMPTY_SCHEMA")
    infer = functools.partial(_infer_one, names, _inference_settings(spark))
    if sampling is not None:
        if sampling < 0.99:
            rdd = rdd.sample(False, float(sampling))
        return rdd.map(infer).reduce(_merge_type)
    schema = infer(first)
    if not _has_nulltype(schema):
        return schema
    for row in rdd.take(100)[1:]:
        schema = _merge_type(schema, infer(row))
        if not _has_nulltype(schema):
            return schema
    raise _value_error("CANNOT_DETERMINE_TYPE")


def _inference_settings(spark):
    settings = [spark.conf.get(key, "") for key in _INFERENCE]
    return [settings[0] == "TIMESTAMP_NTZ"] + [value == "true" for value in settings[1:]]


def _infer_one(names, settings, row):
    import inspect

    from pyspark.sql.types import _infer_schema

    options = {
        "prefer_timestamp_ntz": settings[0],
        "infer_dict_as_struct": settings[1],
        "infer_array_from_first_element": settings[2],
        "infer_map_from_first_pair": settings[3],
    }
    taken = inspect.signature(_infer_schema).parameters
    return _infer_schema(row, names, **{key: value for key, value in options.items() if key in taken})


# Readers


def _install_reader(changes, reader_class, name):
    original = getattr(reader_class, name)

    def read(self, path, schema=None, *args, **options):
        if not isinstance(path, RDD):
            return original(self, path, schema, *args, **options)
        return _parsed(self, name, path, schema, options)

    changes.set(reader_class, name, functools.wraps(original)(read))


def _parsed(reader, name, rdd, schema, options):
    """`read.json` and `read.csv` of an RDD of text, by the server's own parser."""
    from pyspark.sql.connect import proto
    from pyspark.sql.connect.plan import LogicalPlan

    spark = reader._client
    if schema is not None:
        reader.schema(schema)
    reader._set_opts(**options)
    text = from_rdd(spark, rdd.map(_decoded), "string")

    class Parse(LogicalPlan):
        def plan(self, client):
            relation = self._create_proto_relation()
            relation.parse.input.CopyFrom(self._child.plan(client))
            relation.parse.format = getattr(proto.Parse.ParseFormat, "PARSE_FORMAT_" + name.upper())
            if reader._schema:
                relation.parse.schema.CopyFrom(_schema_proto(reader._schema))
            for key, value in reader._options.items():
                relation.parse.options[key] = value
            return relation

    return compat.frame_of(Parse(text._plan), spark)


def _schema_proto(text):
    import json

    from pyspark.sql.connect.types import pyspark_types_to_proto_types
    from pyspark.sql.types import StructType

    if text.startswith("{"):
        return pyspark_types_to_proto_types(StructType.fromJson(json.loads(text)))
    return pyspark_types_to_proto_types(StructType.fromDDL(text))


def _decoded(line):
    if isinstance(line, (bytes, bytearray)):
        return bytes(line).decode("utf-8")
    return line if isinstance(line, str) else str(line)
