"""Putting the runtime's names where programs look for PySpark's, and taking them away again.

Classes of Spark Connect are patched in place; SparkContext, RDD and their kin are added or replaced by name, in PySpark's
modules and in modules of the user's that have imported them already. Modules inside PySpark keep what they have bound.
"""

import importlib
import os
import sys
import types

from reconnect_runtime import compat, tracing

# Emulate what Spark Connect lacks; let it fail; change nothing, for a trace of classic Spark.
MODES = ("run", "strict", "native")
ANY_MODE = "%s or %s" % (", ".join(MODES[:-1]), MODES[-1])

_MISSING = object()
_OURS = ("pyspark", "py4j", "reconnect_runtime")


class Changes:
    """Attributes and modules that were changed, with what they were."""

    def __init__(self):
        self._undo = []

    def set(self, owner, name, value):
        """Sets an attribute, of a class or a module; returns what it was, or None."""
        old = owner.__dict__.get(name, _MISSING)
        self._undo.append((_restore_attribute, owner, name, old))
        setattr(owner, name, value)
        return None if old is _MISSING else old

    def module(self, name, value):
        self._undo.append((_restore_item, sys.modules, name, sys.modules.get(name, _MISSING)))
        sys.modules[name] = value

    def variable(self, name, value):
        self._undo.append((_restore_item, os.environ, name, os.environ.get(name, _MISSING)))
        os.environ[name] = value

    def undo(self):
        while self._undo:
            restore, owner, name, old = self._undo.pop()
            restore(owner, name, old)


def _restore_attribute(owner, name, old):
    if old is not _MISSING:
        setattr(owner, name, old)
    elif name in owner.__dict__:
        delattr(owner, name)


def _restore_item(mapping, name, old):
    if old is not _MISSING:
        mapping[name] = old
    else:
        mapping.pop(name, None)


_changes = None


def active():
    return _changes is not None


def activate(mode="run", trace=None):
    """`trace` names a file; RECONNECT_TRACE does where there is none."""
    global _changes
    if _changes is not None:
        return
    if mode not in MODES:
        raise ValueError("mode is %s, not %r" % (ANY_MODE, mode))
    changes = Changes()
    if mode != "native":
        changes.variable("SPARK_CONNECT_MODE_ENABLED", "1")
    try:
        if mode == "strict":
            _install_strictly(changes)
        elif mode == "run":
            _install(changes)
        trace = trace or os.environ.get("RECONNECT_TRACE")
        if trace:
            tracing.start(trace, mode)
    except BaseException:
        changes.undo()
        raise
    _changes = changes


def deactivate():
    global _changes
    if _changes is None:
        return
    context = sys.modules.get("reconnect_runtime.context")
    active = context and context.SparkContext._active_spark_context
    if active is not None:
        active.stop()
    tracing.stop()
    _changes.undo()
    _changes = None


def _install(changes):
    import pyspark  # noqa: F401
    import pyspark.sql

    compat.load_connect()
    from reconnect_runtime import dataframes, jvm, session, spool

    _add_py4j(changes)
    session.install(changes)
    dataframes.install(changes)
    spool.install(changes)
    jvm.install(changes)
    _replace(changes, _names())


def _install_strictly(changes):
    """No emulation: what Spark Connect lacks stays missing, and says so."""
    import pyspark.sql

    compat.load_connect()
    from reconnect_runtime import session

    session.install_builder(changes)
    refused = {}
    for module, names in _names().items():
        kept = {"SparkConf", "SparkSession", "Accumulator"}
        refused[module] = {name: value if name in kept else _refusal(name) for name, value in names.items()}
    _replace(changes, refused)


def _refusal(name):
    def refuse(*args, **kwargs):
        from reconnect_runtime.errors import unsupported

        raise unsupported(name, "strict mode runs only what Spark Connect has itself", "use --mode run to emulate it")

    return type(name, (), {"__new__": refuse, "getOrCreate": staticmethod(refuse), "_active_spark_context": None})


def _names():
    """Module -> name -> what the runtime puts there."""
    from pyspark.sql.connect.session import SparkSession

    from reconnect_runtime import hashing, rdd, shared, sqlcontext, status, threads
    from reconnect_runtime.conf import SparkConf
    from reconnect_runtime.context import SparkContext
    from reconnect_runtime.files import SparkFiles

    context = {"SparkContext": SparkContext}
    threading = {name: getattr(threads, name) for name in ("InheritableThread", "inheritable_thread_target")}
    rdds = {
        "RDD": rdd.RDD,
        "RDDBarrier": rdd.RDDBarrier,
        "PipelinedRDD": rdd.RDD,
        "Partitioner": rdd.Partitioner,
        "BoundedFloat": rdd.BoundedFloat,
        "portable_hash": hashing.portable_hash,
    }
    infos = {
        name: getattr(status, name) for name in ("StatusTracker", "SparkJobInfo", "SparkStageInfo", "SparkExecutorInfo")
    }
    contexts = {"SQLContext": sqlcontext.SQLContext, "HiveContext": sqlcontext.HiveContext}
    broadcast = {"Broadcast": shared.Broadcast}
    found = {
        "pyspark.context": context,
        "pyspark.core.context": context,
        "pyspark.rdd": rdds,
        "pyspark.core.rdd": rdds,
        "pyspark.broadcast": broadcast,
        "pyspark.core.broadcast": broadcast,
        "pyspark.status": infos,
        "pyspark.core.status": infos,
        "pyspark.conf": {"SparkConf": SparkConf},
        "pyspark.util": threading,
        "pyspark.accumulators": {"Accumulator": shared.Accumulator},
        "pyspark.sql": dict(contexts, SparkSession=SparkSession),
        "pyspark.sql.session": {"SparkSession": SparkSession},
        "pyspark.sql.context": contexts,
    }
    found["pyspark.files"] = found["pyspark.core.files"] = {"SparkFiles": SparkFiles}
    top = dict(context, **infos, **broadcast, **contexts)
    top.update(SparkConf=SparkConf, SparkFiles=SparkFiles, Accumulator=shared.Accumulator)
    top.update(threading, RDD=rdd.RDD, RDDBarrier=rdd.RDDBarrier)
    found["pyspark"] = top
    return found


def _replace(changes, modules):
    rebound = {}
    for module_name in sorted(modules):
        module = _module(changes, module_name)
        for name, value in modules[module_name].items():
            old = module.__dict__.get(name)
            if old is value:
                continue
            if old is not None and isinstance(old, (type, types.FunctionType)):
                rebound[id(old)] = (old, value)
            changes.set(module, name, value)
    _rebind(changes, rebound)


def _module(changes, name):
    """PySpark's module of that name; an empty one where the client package has none."""
    if name in sys.modules:
        return sys.modules[name]
    try:
        return importlib.import_module(name)
    except ImportError:
        pass
    parent, _, last = name.rpartition(".")
    owner = _module(changes, parent)
    module = types.ModuleType(name, "Part of classic PySpark, as the runtime has it.")
    if name == "pyspark.core":
        module.__path__ = []
    changes.module(name, module)
    changes.set(owner, last, module)
    return module


def _rebind(changes, rebound):
    """Names that the user's modules have imported before activation."""
    for module_name, module in list(sys.modules.items()):
        if module_name.split(".", 1)[0] in _OURS or not isinstance(module, types.ModuleType):
            continue
        for name, value in list(vars(module).items()):
            pair = rebound.get(id(value))
            if pair is not None and pair[0] is value:
                changes.set(module, name, pair[1])


def _add_py4j(changes):
    """`except Py4JJavaError` and `java_import` need names to import where py4j is not installed."""
    from reconnect_runtime import jvm

    try:
        import py4j.java_gateway
    except ImportError:
        pass
    else:
        changes.set(py4j.java_gateway, "java_import", jvm.importer(py4j.java_gateway.java_import))
        return

    package = types.ModuleType("py4j", "The names of py4j that programs import; there is no JVM behind them.")
    package.__path__ = []
    changes.module("py4j", package)
    protocol = types.ModuleType("py4j.protocol")

    class Py4JError(Exception):
        pass

    class Py4JNetworkError(Py4JError):
        pass

    class Py4JJavaError(Py4JError):
        pass

    for error in (Py4JError, Py4JNetworkError, Py4JJavaError):
        error.__module__ = "py4j.protocol"
        setattr(protocol, error.__name__, error)
    gateway = types.ModuleType("py4j.java_gateway")
    gateway.java_import = jvm.importer(None)
    gateway.JavaObject = jvm.JavaObject
    for name, module in (("protocol", protocol), ("java_gateway", gateway)):
        changes.module("py4j." + name, module)
        setattr(package, name, module)
