"""Wraps the public methods of PySpark's classes, so that calls from the program are recorded.

A call counts if the frame that makes it is the program's: what PySpark and the runtime call among themselves passes
through. Whatever goes wrong in here is counted and stays in here; the program sees the results and errors of the
method alone.
"""

import atexit
import functools
import json
import sys
import threading
import time
import types

from reconnect_runtime.activation import Changes
from reconnect_runtime.tracing import unexecuted

_MARK = "_reconnect_operation"
_INNER = {"pyspark", "reconnect_runtime", "py4j", "functools", "contextlib"}
# Packages of PySpark that Connect has no counterpart of: what they do with RDDs is the doing of whoever calls them.
_LIBRARIES = ("pyspark.mllib", "pyspark.streaming")
_FRAMES = (
    "rdd toJSON foreach foreachPartition collect count take head tail first show toPandas isEmpty toLocalIterator "
    "toArrow checkpoint localCheckpoint createOrReplaceTempView _sc sql_ctx"
).split()
_WRITES = "save saveAsTable insertInto json csv parquet text orc jdbc".split()
_COUNTED = ("pyspark.RDD.", "pyspark.sql.DataFrame.", "pyspark.SparkContext.runJob")


def _user_frame(depth):
    """The frame of the program that makes the call; None if it is made inside PySpark or the runtime."""
    frame = sys._getframe(depth + 1)
    if not _is_inner(frame):
        return frame
    return _outside(frame) if _module(frame).startswith(_LIBRARIES) else None


def _outside(frame):
    """The nearest frame of the program above one of PySpark or the runtime, or None."""
    while frame is not None and _is_inner(frame):
        frame = frame.f_back
    return frame


def _is_inner(frame):
    return _module(frame).partition(".")[0] in _INNER


def _module(frame):
    return frame.f_globals.get("__name__") or ""


class Collector:
    """What stands among the driver's accumulators for the shapes that tasks send."""

    def __init__(self, recorder):
        self._recorder = recorder

    def add(self, told):
        try:
            self._recorder.shapes(told)
        except Exception:
            self._recorder.failed()

    def __iadd__(self, told):
        self.add(told)
        return self


class Tracer:
    """The wrappers of one process."""

    def __init__(self, recorder):
        self._recorder = recorder
        self._changes = Changes()
        self._running = threading.local()

    def install(self):
        if self._recorder.mode == "native":
            from reconnect_runtime.tracing.classic import Classic

            self._side = Classic(self)
        else:
            from reconnect_runtime.tracing.emulated import Emulated

            self._side = Emulated(self)
        try:
            self._side.install(self._changes)
        except BaseException:
            self._changes.undo()
            raise
        atexit.register(self.uninstall)

    def uninstall(self):
        atexit.unregister(self.uninstall)
        self._changes.undo()
        try:
            self._side.uninstalled()
        except Exception:
            self._recorder.failed()
        try:
            self._recorder.finish(self._unexecuted())
        except Exception:
            pass  # the trace is where it would be said

    def _unexecuted(self):
        try:
            return unexecuted.sites(self._recorder)
        except Exception:
            self._recorder.failed()
            return []

    def collector(self):
        return Collector(self._recorder)

    # Wrapping

    def wrap_class(self, owner, name, skipped=()):
        """The public methods and properties that a class itself has, as those of the class called `name`."""
        for attribute, value in list(vars(owner).items()):
            if (not attribute.startswith("_") or attribute in ("__add__", "__init__")) and attribute not in skipped:
                self.wrap(owner, attribute, "%s.%s" % (name, attribute))

    def wrap_frames(self, session, frame, reader, writer):
        """The members of SQL's classes that lead to RDDs, or are actions."""
        for owner, name, members in (
            (session, "SparkSession", ("sparkContext", "newSession", "_sc", "createDataFrame")),
            (frame, "DataFrame", _FRAMES),
            (reader, "DataFrameReader", ("json", "csv")),
            (writer, "DataFrameWriter", _WRITES),
        ):
            for member in members:
                self.wrap(owner, member, "pyspark.sql.%s.%s" % (name, member))

    def wrap(self, owner, attribute, api):
        value = vars(owner).get(attribute)
        if api.endswith(".__init__"):
            api = api[: -len(".__init__")]
        wrapped = self.wrapped(value, api)
        if wrapped is not None:
            self._changes.set(owner, attribute, wrapped)

    def wrapped(self, value, api):
        """A member of a class, wrapped; None if it is nothing that can be called or read."""
        if isinstance(value, types.FunctionType):
            return self.function(value, api)
        if isinstance(value, (classmethod, staticmethod)):
            return type(value)(self.function(value.__func__, api))
        if isinstance(value, property):
            getter = value.fget and self.function(value.fget, api)
            return property(getter, value.fset, value.fdel, value.__doc__)
        if isinstance(value, functools.cached_property):
            return property(self.function(lambda owner: value.__get__(owner, type(owner)), api, value.func))
        return None

    def function(self, function, api, like=None):
        recorder, running, returned = self._recorder, self._running, self._returned

        def call(*args, **kwargs):
            operation = None
            try:
                frame = _user_frame(1)
                if frame is not None:
                    operation = recorder.operation(api, frame)
            except Exception:
                recorder.failed()
            if operation is None:
                return function(*args, **kwargs)
            outer = getattr(running, "operation", None)
            running.operation = operation
            started = time.perf_counter()
            try:
                result = function(*args, **kwargs)
            except BaseException as raised:
                name = type(raised).__name__
                operation.failures[name] = operation.failures.get(name, 0) + 1
                operation.changed = True
                raise
            finally:
                operation.count += 1
                operation.seconds += time.perf_counter() - started
                running.operation = outer
            try:
                returned(operation, args, kwargs, result)
            except Exception:
                recorder.failed()
            return result

        like = like or function
        found = functools.wraps(like)(call)
        if isinstance(like, types.FunctionType):
            # Spark looks for the first frame outside its own files to say where a job comes from.
            code = like.__code__
            found.__code__ = found.__code__.replace(co_filename=code.co_filename, co_name=code.co_name)
        return found

    # What calls return

    def _returned(self, operation, args, kwargs, result):
        for value in given(*args, *kwargs.values()):
            operation.add_parent(_mark_of(value))
        side = self._side
        receiver = args[0] if args else None
        results = result if type(result) is list and result and isinstance(result[0], side.RDD) else [result]
        kind = type(result).__name__
        if isinstance(result, side.RDD):
            kind = "RDD"
        elif isinstance(result, side.DataFrame):
            kind = "DataFrame"
        elif results is result:
            kind = "list of RDD"
        operation.returns.add(kind)
        for value in results:
            if isinstance(value, side.RDD):
                if value is not receiver and _own_mark(value) is None:
                    vars(value)[_MARK] = operation.number
                    side.sample(value, operation)
            elif isinstance(value, side.DataFrame):
                if operation.api.endswith((".toDF", ".createDataFrame", ".json", ".csv")):
                    vars(value)[_MARK] = operation.number
                    operation.add_schema(side.schema(value))
        if operation.api.endswith("DataFrame.rdd"):
            operation.add_schema(side.schema(receiver))
        if kind not in ("RDD", "DataFrame", "list of RDD"):
            if operation.api.startswith(_COUNTED):
                operation.received(_size(result), None)
            side.acted(operation, receiver, result)
        self._recorder.flush()

    def received(self, size):
        """Notes bytes that came for the call that this thread is making."""
        operation = getattr(self._running, "operation", None)
        if operation is not None:
            operation.received(None, size)

    def jvm(self, path, substitute):
        try:
            frame = _outside(sys._getframe(1))
            if frame is not None:
                self._recorder.jvm(path, substitute, frame)
        except Exception:
            self._recorder.failed()

    def jvm_of_user(self, path):
        """As `jvm` on classic Spark, where PySpark itself asks the JVM for most."""
        try:
            frame = sys._getframe(2)
            if not _is_inner(frame):
                self._recorder.jvm(path, None, frame)
        except Exception:
            self._recorder.failed()

    def told(self, seen):
        self._recorder.shapes(seen)

    def met(self, version):
        self._recorder.met(version)

    def sampler(self, operation):
        return None if operation.settled else operation.number


def given(*arguments):
    """Yields what may be an RDD among arguments: each, and what is in a short list (`union` takes one). What lies deeper
    is data."""
    for value in arguments:
        yield value
        if type(value) in (list, tuple) and len(value) <= 64:
            yield from value


def _own_mark(value):
    return getattr(value, "__dict__", {}).get(_MARK)


def _mark_of(value):
    found = _own_mark(value)
    if found is None:
        # An RDDBarrier has the RDD that it stands for.
        found = _own_mark(getattr(value, "__dict__", {}).get("rdd"))
    return found


def _size(result):
    """How many elements a call gave to the program."""
    if result is None:
        return None
    if isinstance(result, (list, tuple, dict)):
        return len(result)
    return None if isinstance(result, types.GeneratorType) or hasattr(type(result), "__next__") else 1


def stripped(schema):
    """A schema as Spark's JSON, without the metadata of columns, which may hold data."""
    return _without_metadata(json.loads(schema.json()))


def _without_metadata(value):
    if isinstance(value, dict):
        return {key: _without_metadata(item) for key, item in value.items() if key != "metadata"}
    if isinstance(value, list):
        return [_without_metadata(item) for item in value]
    return value
