"""Broadcast variables and accumulators, on the client's side; `worker` has the other."""

import functools
import itertools
import pickle
import types

from reconnect_runtime import elements, worker
from reconnect_runtime.errors import java_error

# Values up to this many bytes travel in the task itself.
_INLINE = 1 << 16


class Broadcast:
    """A read-only value that is sent to each worker once."""

    __class_getitem__ = classmethod(types.GenericAlias)

    def __init__(self, ctx, value):
        self._ctx = ctx
        self._value = value
        self._id = ctx._next_broadcast_id()
        self._blob = elements.dumps(value)
        self._name = None
        self._destroyed = False

    @property
    def value(self):
        if self._destroyed:
            raise self._gone()
        return self._value

    def unpersist(self, blocking=False):
        if self._destroyed:
            raise self._gone()

    def destroy(self, blocking=False):
        self._destroyed = True
        self._blob = b""

    def dump(self, value, f):
        """Writes a pickled value to an open binary file, and closes it."""
        pickle.dump(value, f, pickle.HIGHEST_PROTOCOL)
        f.close()

    def load(self, file):
        """Reads what `dump` has written."""
        return pickle.load(file)

    def load_from_path(self, path):
        """Reads what `dump` has written to a file."""
        with open(path, "rb") as file:
            return self.load(file)

    def _gone(self):
        return java_error(
            "org.apache.spark.SparkException",
            "Attempted to use Broadcast(%d) after it was destroyed" % self._id,
        )

    def __reduce__(self):
        if self._destroyed:
            raise self._gone()
        if self._name is None and len(self._blob) > _INLINE:
            self._name = self._ctx._ship(self._blob, "broadcast")
        if self._name is None:
            return _InlineBroadcast, (self._blob,)
        return WorkerBroadcast, (self._ctx._frames.key, self._id, self._name)


class WorkerBroadcast:
    """A broadcast variable inside a task: loaded when it is first read, once per process."""

    def __init__(self, session, ident, name):
        self._key = session, ident, name

    @property
    def value(self):
        return worker.broadcast_value(*self._key)

    def __reduce__(self):
        return WorkerBroadcast, self._key


class _InlineBroadcast:
    """A small broadcast variable inside a task, which brought it along."""

    def __init__(self, blob):
        self._blob = blob

    @functools.cached_property
    def value(self):
        return elements.loads(self._blob)

    def __reduce__(self):
        return _InlineBroadcast, (self._blob,)


class Accumulator:
    """A variable that tasks add to and the driver reads."""

    __class_getitem__ = classmethod(types.GenericAlias)

    def __init__(self, aid, value, accum_param, among):
        self.aid = aid
        self.accum_param = accum_param
        self._value = value
        self._among = among

    @property
    def value(self):
        self._among.read()
        return self._value

    @value.setter
    def value(self, value):
        self._among.read()
        self._value = value

    def add(self, term):
        self._value = self.accum_param.addInPlace(self._value, term)

    def __iadd__(self, term):
        self.add(term)
        return self

    def __str__(self):
        return str(self.value)

    def __repr__(self):
        return "Accumulator<id=%i, value=%s>" % (self.aid, self.value)

    def __reduce__(self):
        zero = self.accum_param.zero(self._value)
        return worker.WorkerAccumulator, (self.aid, zero, self.accum_param, self._among.spool.place())


class Accumulators:
    """The accumulators of a context: adds up what tasks say, once per task."""

    def __init__(self, spool):
        self.spool = spool
        self._ids = itertools.count()
        self._all = {}
        # label of tasks -> (split, accumulator) of what has been added up
        self._seen = {}

    def create(self, value, accum_param):
        from pyspark import accumulators

        if accum_param is None:
            if isinstance(value, int):
                accum_param = accumulators.INT_ACCUMULATOR_PARAM
            elif isinstance(value, float):
                accum_param = accumulators.FLOAT_ACCUMULATOR_PARAM
            elif isinstance(value, complex):
                accum_param = accumulators.COMPLEX_ACCUMULATOR_PARAM
            else:
                raise TypeError("No default accumulator param for type %s" % type(value))
        accumulator = Accumulator(next(self._ids), value, accum_param, self)
        self._all[accumulator.aid] = accumulator
        return accumulator

    def receive(self, ident, receiver):
        """Has `receiver.add` called with what tasks say on the channel `ident` (see `worker.channel`)."""
        self._all[ident] = receiver

    def add(self, said):
        label, split, aid, value = said
        seen = self._seen.setdefault(label, set())
        if (split, aid) in seen:
            return
        seen.add((split, aid))
        self.added(aid, value)

    def added(self, aid, value):
        """Adds what one task has added."""
        accumulator = self._all.get(aid)
        if accumulator is not None:
            accumulator.add(value)

    def read(self):
        """Adds what tasks have left in files."""
        self.spool.read(self)

    def forget(self, labels):
        """Tasks with these labels will say nothing any more."""
        for label in labels:
            self._seen.pop(label, None)
