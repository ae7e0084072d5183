"""State of a worker process while it runs a task: accumulators, broadcast values, the task context."""

import contextlib
import functools
import gc

from reconnect_runtime import spool
from reconnect_runtime.errors import runtime_error

# id -> (param, value so far) of the accumulators in the task that is being run.
_accumulators = {}
# (session, id) -> value. Workers are reused between tasks, and a value is loaded once per process.
_broadcasts = {}


def said():
    """What the task has to tell the client in the end: (id, value) of each accumulator that it has changed."""
    return [(ident, value) for ident, (_, value, changed) in _accumulators.items() if changed]


def channel(ident):
    """A dict that the task sends to the client in the end, as the value of accumulator `ident`."""
    return _accumulators.setdefault(ident, (None, {}, True))[1]


@contextlib.contextmanager
def task(split, properties):
    """Makes this process the worker of partition `split`, as far as user code can see."""
    from pyspark import TaskContext

    context = TaskContext.get()
    index = None
    if context is not None:
        index = context._partitionId
        context._partitionId = split
        context._localProperties = dict(context._localProperties or {}, **properties)
    try:
        yield
    finally:
        if context is not None:
            context._partitionId = index


def forget():
    """Ends a task: the next one in this process starts with accumulators of its own."""
    _accumulators.clear()
    _settle()


@functools.lru_cache(maxsize=None)
def _settle():
    """Spark's daemon collects garbage after each task (pyspark/daemon.py), which takes longer than a small task: what
    has been imported by the end of the first need not be looked at again."""
    gc.freeze()


class WorkerAccumulator:
    """An accumulator inside a task: it can be added to, not read."""

    def __init__(self, ident, zero, param, folder=None):
        self.aid = ident
        self.accum_param = param
        if folder is not None:
            spool.report_to(folder)
        if ident not in _accumulators:
            _accumulators[ident] = (param, zero, False)

    def add(self, term):
        param, value, _ = _accumulators.get(self.aid, (self.accum_param, None, False))
        _accumulators[self.aid] = (param, param.addInPlace(value, term), True)

    def __iadd__(self, term):
        self.add(term)
        return self

    @property
    def value(self):
        raise runtime_error("VALUE_NOT_ACCESSIBLE", "Value `Accumulator.value` cannot be accessed inside tasks.")

    @value.setter
    def value(self, value):
        raise runtime_error("VALUE_NOT_ACCESSIBLE", "Value `Accumulator.value` cannot be accessed inside tasks.")

    def __repr__(self):
        return "Accumulator<id=%i, value=%s>" % (self.aid, _accumulators[self.aid][1])

    def __reduce__(self):
        return WorkerAccumulator, (self.aid, self.accum_param.zero(_accumulators[self.aid][1]), self.accum_param)


def broadcast_value(session, ident, name):
    """The value of a broadcast variable that was sent as the artifact `name`."""
    key = session, ident
    if key not in _broadcasts:
        from pyspark import SparkFiles

        from reconnect_runtime import elements

        with open(SparkFiles.get(name), "rb") as stream:
            _broadcasts[key] = elements.loads(stream.read())
    return _broadcasts[key]
