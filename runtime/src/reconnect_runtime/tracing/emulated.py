"""What the tracer does on the runtime: element types are noted by a step behind each traced RDD's own."""

import functools

from reconnect_runtime import compute, plan
from reconnect_runtime.tracing import shapes
from reconnect_runtime.tracing.instruments import stripped


class Emulated:
    """The runtime's classes, and those of Spark Connect."""

    def __init__(self, tracer):
        from pyspark.sql.connect.dataframe import DataFrame

        from reconnect_runtime.rdd import RDD

        self._tracer = tracer
        self.RDD = RDD
        self.DataFrame = DataFrame

    def install(self, changes):
        from pyspark.sql.connect.readwriter import DataFrameReader, DataFrameWriter
        from pyspark.sql.connect.session import SparkSession

        from reconnect_runtime import context, frames, rdd, shared, sqlcontext, status

        tracer = self._tracer
        tracer.wrap_class(rdd.RDD, "pyspark.RDD", skipped=("__init__",))
        tracer.wrap_class(rdd.RDDBarrier, "pyspark.RDDBarrier", skipped=("__init__",))
        tracer.wrap_class(context.SparkContext, "pyspark.SparkContext")
        tracer.wrap_class(shared.Broadcast, "pyspark.Broadcast", skipped=("__init__",))
        tracer.wrap_class(shared.Accumulator, "pyspark.Accumulator", skipped=("__init__",))
        tracer.wrap_class(sqlcontext.SQLContext, "pyspark.sql.SQLContext")
        tracer.wrap_class(sqlcontext.HiveContext, "pyspark.sql.HiveContext")
        tracer.wrap_class(status.StatusTracker, "pyspark.StatusTracker", skipped=("__init__",))
        tracer.wrap_frames(SparkSession, self.DataFrame, DataFrameReader, DataFrameWriter)
        self._listen(changes, shared.Accumulators)
        changes.set(frames.Frames, "rows", self._counted(frames.Frames.rows))

    def uninstalled(self):
        pass

    def _listen(self, changes, accumulators):
        begin, collector, tracer = accumulators.__init__, self._tracer.collector(), self._tracer

        def __init__(self, *args):
            begin(self, *args)
            self.receive(shapes.CHANNEL, collector)

        changes.set(accumulators, "__init__", functools.wraps(begin)(__init__))

    def _counted(self, rows):
        received = self._tracer.received

        def counted(frames, frame):
            size = 0
            try:
                for blob in rows(frames, frame):
                    size += len(blob) if blob is not None else 0
                    yield blob
            finally:
                received(size)

        return functools.wraps(rows)(counted)

    def sample(self, rdd, operation):
        number = self._tracer.sampler(operation)
        if number is None:
            return
        step = functools.partial(shapes.sampled, number, shapes.of_worker)
        if type(rdd._node) is plan.Local:
            # The node stays what it is: its kind is seen in the RDD's name.
            rdd._node.computation = compute.Piped(rdd._node.computation, (step,))
        else:
            rdd._node = plan.Narrow(rdd._node, step)

    def schema(self, frame):
        """The schema as far as the client knows it: no question goes to the server."""
        schema = getattr(frame, "_cached_schema", None)
        return None if schema is None else stripped(schema)

    def acted(self, operation, receiver, result):
        context = getattr(receiver, "ctx", receiver)
        release = getattr(context, "_release", None)
        if release is not None:
            self._tracer.met("%d.%d" % release)
