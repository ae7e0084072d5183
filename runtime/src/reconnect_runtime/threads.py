"""Threads that go on with the job tags and local properties of the thread that starts them, as classic PySpark's do."""

import functools
import threading

from pyspark import util

_of_session = util.inheritable_thread_target


def _context():
    from reconnect_runtime.context import SparkContext

    return SparkContext._active_spark_context


class InheritableThread(threading.Thread):
    """`pyspark.InheritableThread` that needs no session named, as on classic Spark."""

    def __init__(self, target, *args, session=None, **kwargs):
        context = _context()
        if session is None:
            if context is None:
                raise RuntimeError("an InheritableThread needs a SparkContext: make one first")
            session = context._session
        self._context = context
        self._session = session
        super().__init__(target=self._inheriting(target), *args, **kwargs)

    def _inheriting(self, target):
        def run(*args, **kwargs):
            if self._context is not None:
                self._context._local_properties().update(self._inherited)
            for tag in self._tags:
                self._session.addTag(tag)
            return target(*args, **kwargs)

        return run

    def start(self):
        self._inherited = dict(self._context._local_properties()) if self._context is not None else {}
        self._tags = self._session.getTags()
        return super().start()


def inheritable_thread_target(f=None):
    """`pyspark.inheritable_thread_target` of a function as on classic Spark, or of a session as on Connect."""
    if not callable(f):
        return _of_session(f)
    context = _context()
    if context is None:
        return f
    properties = dict(context._local_properties())
    tags = context._session.getTags()

    @functools.wraps(f)
    def wrapped(*args, **kwargs):
        context._local_properties().update(properties)
        for tag in tags:
            context._session.addTag(tag)
        return f(*args, **kwargs)

    return wrapped

