"""What the tracer does on classic Spark: element types are noted inside the Python functions of jobs that run anyway.

An RDD that Python computes notes what comes out of its function; an RDD of the JVM (files, `parallelize`, shuffles,
unions) is looked at by the first Python function that reads it, and by what actions return.
"""

import functools
import sys

from reconnect_runtime.tracing import shapes
from reconnect_runtime.tracing.instruments import stripped

_UNSEEN = "_reconnect_unseen"
_ELEMENTS = {"collect", "take", "first", "takeOrdered", "top", "takeSample"}


class Classic:
    """The classes of classic PySpark."""

    def __init__(self, tracer):
        import pyspark.sql
        from pyspark import RDD

        try:
            from pyspark.sql.classic.dataframe import DataFrame
        except ImportError:
            from pyspark.sql import DataFrame
        self._tracer = tracer
        self.RDD = RDD
        self.DataFrame = DataFrame

    def install(self, changes):
        import pyspark
        from pyspark import accumulators, rdd, status
        from pyspark.sql import DataFrameReader, DataFrameWriter, HiveContext, SparkSession, SQLContext

        tracer = self._tracer
        for owner in (rdd.RDD, rdd.PipelinedRDD):
            tracer.wrap_class(owner, "pyspark.RDD", skipped=("__init__",))
        tracer.wrap_class(rdd.RDDBarrier, "pyspark.RDDBarrier", skipped=("__init__",))
        tracer.wrap_class(pyspark.SparkContext, "pyspark.SparkContext")
        tracer.wrap_class(pyspark.Broadcast, "pyspark.Broadcast", skipped=("__init__",))
        tracer.wrap_class(accumulators.Accumulator, "pyspark.Accumulator", skipped=("__init__",))
        tracer.wrap_class(SQLContext, "pyspark.sql.SQLContext")
        tracer.wrap_class(HiveContext, "pyspark.sql.HiveContext")
        tracer.wrap_class(status.StatusTracker, "pyspark.StatusTracker", skipped=("__init__",))
        tracer.wrap_frames(SparkSession, self.DataFrame, DataFrameReader, DataFrameWriter)
        self._watch_pipelines(changes, rdd.PipelinedRDD)
        self._watch_patches(changes)
        self._watch_jvm(changes)
        self._accumulators = accumulators._accumulatorRegistry
        self._accumulators[shapes.CHANNEL] = tracer.collector()
        for module in {rdd.RDD.__module__, pyspark.SparkContext.__module__}:
            self._count_bytes(changes, module)

    def uninstalled(self):
        self._accumulators.pop(shapes.CHANNEL, None)
        from pyspark import RDD

        original = getattr(vars(RDD).get("toDF"), "__wrapped__", None)
        if original is not None:
            RDD.toDF = original

    def _watch_pipelines(self, changes, pipelined):
        begin = pipelined.__init__

        def __init__(self, prev, func, *args, **kwargs):
            number = vars(prev).get(_UNSEEN)
            if number is not None:
                func = _before(func, _Sampler(number))
            begin(self, prev, func, *args, **kwargs)

        changes.set(pipelined, "__init__", functools.wraps(begin)(__init__))

    def _watch_patches(self, changes):
        """A session gives RDDs their `toDF` when it begins."""
        from pyspark.sql import context, session

        patch, tracer, rdd = session._monkey_patch_RDD, self._tracer, self.RDD

        def monkey_patch(spark):
            patch(spark)
            rdd.toDF = tracer.wrapped(rdd.toDF, "pyspark.RDD.toDF")

        for module in (context, session):
            changes.set(module, "_monkey_patch_RDD", monkey_patch)

    def _watch_jvm(self, changes):
        from py4j import java_gateway

        tracer = self._tracer

        def watched(look_up, path):
            def get(self, name):
                found = look_up(self, name)
                if not (name.startswith("_") or isinstance(found, java_gateway.JavaPackage)):
                    tracer.jvm_of_user(path(self, name, found))
                return found

            return functools.wraps(look_up)(get)

        for owner, path in (
            (java_gateway.JVMView, _class_path),
            (java_gateway.JavaPackage, _class_path),
            (java_gateway.JavaClass, _member_path),
            (java_gateway.JavaObject, _method_path),
        ):
            changes.set(owner, "__getattr__", watched(owner.__getattr__, path))

    def _count_bytes(self, changes, module):
        owner, received = sys.modules[module], self._tracer.received
        load = owner._load_from_socket

        def counted(sock_info, serializer):
            return load(sock_info, _Counting(serializer, received))

        changes.set(owner, "_load_from_socket", counted)

    def sample(self, rdd, operation):
        number = self._tracer.sampler(operation)
        if number is None:
            return
        if not hasattr(rdd, "func"):
            vars(rdd)[_UNSEEN] = number
        elif rdd._jrdd_val is None and not rdd._bypass_serializer:
            rdd.func = _after(rdd.func, _Sampler(number))

    def schema(self, frame):
        return stripped(frame.schema)

    def acted(self, operation, receiver, result):
        context = getattr(receiver, "ctx", None)
        if context is not None:
            self._tracer.met(context.version)
        number = getattr(receiver, "__dict__", {}).get(_UNSEEN)
        if number is None:
            return
        name = operation.api.rpartition(".")[2]
        if name == "first":
            result = [result]
        if name in _ELEMENTS and type(result) is list:
            shape = {}
            for element in result[: shapes.FIRST] + result[shapes.FIRST :: 1 + len(result) // shapes.FIRST]:
                shapes.observe(shape, element)
            self._tracer.told({number: shape})


def _class_path(owner, name, found):
    return getattr(found, "_fqn", None) or name


def _member_path(owner, name, found):
    return "%s.%s" % (owner._fqn, name)


def _method_path(owner, name, found):
    return "?." + name


def _after(func, sampler):
    return lambda split, iterator: sampler(split, func(split, iterator))


def _before(func, sampler):
    return lambda split, iterator: func(split, sampler(split, iterator))


class _Sampler:
    """Notes the types of elements in a worker that need not have this package: the code goes along as text."""

    def __init__(self, number):
        self._number = number

    def __call__(self, split, iterator):
        return shapes.sampled(self._number, shapes.of_accumulators, split, iterator)

    def __reduce__(self):
        name, text = _carried()
        return _loader(), (name, text, self._number)


@functools.lru_cache(maxsize=None)
def _carried():
    import hashlib
    import inspect

    text = inspect.getsource(shapes)
    return "_reconnect_shapes_" + hashlib.sha256(text.encode("utf-8")).hexdigest()[:12], text


@functools.lru_cache(maxsize=None)
def _loader():
    # A function inside a function goes by value, whatever a worker can import.
    def load(name, text, number):
        import functools
        import sys
        import types

        module = sys.modules.get(name)
        if module is None:
            module = types.ModuleType(name)
            exec(text, module.__dict__)
            sys.modules[name] = module
        return functools.partial(module.sampled, number, module.of_accumulators)

    return load


class _Counting:
    """A serializer that counts the bytes of the batches that it loads."""

    def __init__(self, serializer, received):
        self._serializer = serializer
        self._received = received

    def load_stream(self, stream):
        counted = _Counted(stream)
        try:
            yield from self._serializer.load_stream(counted)
        finally:
            self._received(counted.size)

    def __getattr__(self, name):
        return getattr(self._serializer, name)


class _Counted:
    def __init__(self, stream):
        self._stream = stream
        self.size = 0

    def read(self, size=-1):
        data = self._stream.read(size)
        self.size += len(data)
        return data

    def __getattr__(self, name):
        return getattr(self._stream, name)
