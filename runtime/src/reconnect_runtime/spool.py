"""How accumulators come back from where Spark Connect has no channel for them: UDFs, and frames that are made of RDDs.

A worker writes what a task has added to a file, in a folder that it shares with the client; the client reads the files
when the value of an accumulator is asked for. The end of a task is where Spark's worker asks its accumulators for their
updates, as in classic Spark. RECONNECT_SPOOL names a folder where the server is not on the client's machine.
"""

import contextlib
import os
import pickle
import tempfile
import threading
import uuid

from reconnect_runtime.errors import runtime_error, unsupported

_pickling = threading.local()

# Spark's own accumulators have ids from 0, and the tracer's channel has another one.
_HOOK = -4_204_202


# The client


@contextlib.contextmanager
def among_rows():
    """While this lasts, accumulators are pickled for a task whose rows bring back what it adds."""
    outer = getattr(_pickling, "among_rows", False)
    _pickling.among_rows = True
    try:
        yield
    finally:
        _pickling.among_rows = outer


class Spool:
    """The folder of a context, made when it is first needed; reads what tasks have left there."""

    def __init__(self, session, prepare):
        self._session = session
        self._prepare = prepare
        self._lock = threading.Lock()
        self._folder = None
        # (stage, partition) -> the attempt that counts, as a repeated task counts once.
        self._attempts = {}

    @property
    def possible(self):
        return bool(os.environ.get("RECONNECT_SPOOL")) or is_here(self._session)

    def place(self):
        """The folder for an accumulator that is being pickled; None for a task whose rows do that."""
        if getattr(_pickling, "among_rows", False):
            return None
        if not self.possible:
            _pickling.refused = unsupported(
                "Accumulator in a UDF",
                "Spark Connect brings nothing back from UDFs of a server on another machine",
                "count by DataFrame.observe, use an RDD, or name a folder that workers share with this machine by "
                "RECONNECT_SPOOL",
            )
            raise _pickling.refused
        self._prepare()
        return self.folder()

    def folder(self):
        with self._lock:
            if self._folder is None:
                parent = os.environ.get("RECONNECT_SPOOL") or None
                self._folder = tempfile.TemporaryDirectory(
                    prefix="reconnect-accumulators-", dir=parent, ignore_cleanup_errors=True
                )
            return self._folder.name

    def read(self, accumulators):
        """Adds what tasks have left to the accumulators of the client."""
        if self._folder is None:
            return
        with self._lock:
            for name in sorted(os.listdir(self._folder.name)):
                if name.endswith(_DONE):
                    self._add(os.path.join(self._folder.name, name), accumulators)

    def _add(self, path, accumulators):
        with open(path, "rb") as stream:
            task, attempt, added, messages = pickle.load(stream)
        os.unlink(path)
        for message in messages:
            accumulators.add(pickle.loads(message))
        if self._attempts.setdefault(task, attempt) == attempt:
            for ident, value in added:
                accumulators.added(ident, value)


def refused():
    """Why the last function of this thread could not be pickled, if it was for an accumulator; asked once."""
    found = getattr(_pickling, "refused", None)
    _pickling.refused = None
    return found


def install(changes):
    """PySpark says of any error that pickling failed; ours is clearer."""
    from pyspark.sql.connect.expressions import PythonUDF

    original = PythonUDF.to_plan

    def to_plan(self, session):
        try:
            return original(self, session)
        except pickle.PicklingError:
            error = refused()
            if error is None:
                raise
        raise error

    changes.set(PythonUDF, "to_plan", to_plan)


def is_here(session):
    return session._client.host in ("localhost", "127.0.0.1", "::1", "[::1]")


# Workers

_DONE = ".task"


class _Hook:
    """Stands among the accumulators of Spark's worker, which asks for its value when the task has come to its end."""

    def __init__(self, folder):
        self._folder = folder
        # Spark takes the context away before it asks.
        self._task = _task()

    @property
    def _value(self):
        from reconnect_runtime import worker

        added = worker.said()
        worker.forget()
        if added:
            _leave(self._folder, self._task, added, ())
        return 0


def report_to(folder):
    """Has this task write what it adds to the folder when it ends."""
    from pyspark import accumulators

    if not os.path.isdir(folder):
        raise runtime_error(
            "UNSUPPORTED_ON_CONNECT",
            "UnsupportedOnConnect: Accumulator in a UDF: this worker does not share the folder %s with the client; name "
            "one that it does by RECONNECT_SPOOL, or count by DataFrame.observe" % folder,
        )
    accumulators._accumulatorRegistry.setdefault(_HOOK, _Hook(folder))


def write(folder, added, messages=()):
    """Leaves what this task has added, and what earlier tasks have to say."""
    _leave(folder, _task(), added, messages)


def _task():
    """((stage, partition), attempt) of the task that runs."""
    from pyspark import TaskContext

    context = TaskContext.get()
    return (context.stageId(), context.partitionId()), context.taskAttemptId()


def _leave(folder, task, added, messages):
    from reconnect_runtime import elements

    path = os.path.join(folder, uuid.uuid4().hex)
    with open(path, "wb") as stream:
        stream.write(elements.dumps((*task, added, list(messages))))
    os.replace(path, path + _DONE)
