"""The frames of rows that `plan` works with, as DataFrames of a Spark Connect session. One per session."""

import collections
import uuid
import weakref

from pyspark.sql.types import BinaryType, IntegerType, LongType, StructField, StructType

from reconnect_runtime import compat, installed
from reconnect_runtime.compat import with_schema
from reconnect_runtime.errors import unsupported
from reconnect_runtime.hashing import murmur3

_D = StructField("d", BinaryType())
_P = StructField("p", IntegerType())
_Q = StructField("q", IntegerType())
_S = StructField("s", IntegerType(), False)
_ID = StructType([StructField("id", LongType(), False)])
_FIELDS = {"d": _D, "p": _P, "q": _Q, "s": _S}


class Frames:
    """Makes frames of rows on the server of `session`, a Spark Connect session."""

    def __init__(self, session, version, prepare):
        self._session = session
        self._prepare = prepare
        # 4.1 takes a partition's number as it is; before, it has to be found by Spark's own hash.
        self._by_number = version >= (4, 1)
        self.can_checkpoint = self._has_profiles = version >= (4, 0)
        self.client = installed.Client()
        self.key = self.client.key
        self._homes = {}
        self.watching = False
        self.properties = dict
        self._dropped = collections.deque()

    def source(self, count):
        """One row a partition, with its number in `id`."""
        return with_schema(self._session.range(0, count, 1, count), _ID)

    def apply(self, frame, task, schema=None, barrier=False, profile=None):
        """What `task` makes of each partition."""
        self._prepare()
        self.release()
        if schema is None:
            schema = StructType([_FIELDS[name] for name in task.sink.columns])
        options = {}
        if barrier:
            options["barrier"] = True
        if profile is not None:
            if not self._has_profiles:
                raise unsupported("RDD.withResources", "Spark Connect has no resource profiles before Spark 4.0")
            options["profile"] = profile
        return frame.mapInArrow(task, schema, **options)

    def rows(self, frame):
        """Yields the column `d`, in the order of the partitions."""
        client = self._session.client
        for table in compat.tables(client, frame._plan.to_proto(client)):
            if hasattr(table, "column"):
                yield from table.column(0).to_pylist()

    def numbered(self, frame):
        """The frame's rows with the number of the partition that they are in."""
        functions = self._functions()
        return with_schema(frame.select("d", functions.spark_partition_id().alias("p")), StructType([_D, _P]))

    def rows_alone(self, frame):
        """The column `d` of a frame of rows."""
        return with_schema(frame.select("d"), _schema(["d"]))

    def numbered_columns(self, frame):
        """Any frame, with neutral names for its columns and the number of the partition in the last."""
        schema = frame.schema
        renamed = frame.toDF(*["c%d" % i for i in range(len(schema.fields))])
        fields = [StructField("c%d" % i, field.dataType, field.nullable) for i, field in enumerate(schema.fields)]
        functions = self._functions()
        # Spark computes a projection of literal rows on the driver, where every row is in partition 0; not so above
        # a node that counts.
        counted = renamed.observe("reconnect-" + uuid.uuid4().hex, functions.count(functions.lit(1)).alias("rows"))
        numbered = counted.select("*", functions.spark_partition_id().alias("p"))
        return with_schema(numbered, StructType(fields + [_P]))

    def concatenated(self, frames):
        """The partitions of all frames, one after the other."""
        if self._by_number:
            # From 4.1 on Spark merges partitions i of what it unites if both sides are partitioned in the same way, as
            # they are with one partition each. Nothing is known of the partitions of an unpivoted frame.
            literal = self._functions().lit(0).alias("o")
            frames = [self.rows_alone(frame.unpivot("d", literal, "n", "o")) if k % 2 else frame for k, frame in enumerate(frames)]
        return self.union(frames)

    def union(self, frames):
        """The rows of all frames."""
        while len(frames) > 1:
            pairs = [frames[i : i + 2] for i in range(0, len(frames), 2)]
            frames = [with_schema(pair[0].union(pair[1]), pair[0].schema) if len(pair) > 1 else pair[0] for pair in pairs]
        return frames[0]

    def coalesced(self, frame, count):
        return with_schema(frame.coalesce(count), frame.schema)

    def exchange(self, inputs, count):
        """The rows of `inputs` in the partitions that their columns say; with `s`, the input's number, for several."""
        names = ["d", "p"]
        frame = inputs[0]
        if len(inputs) > 1:
            literal = self._functions().lit
            names.append("s")
            columns = list(frame.schema.fieldNames())
            frame = self.union([
                with_schema(side.select(*columns, literal(k).alias("s")), _schema(columns + ["s"]))
                for k, side in enumerate(inputs)
            ])
        if self._by_number:
            placed = frame.repartitionById(count, "p")
        else:
            placed = frame.repartition(count, "q")
        return with_schema(placed.select(*names), _schema(names))

    def homed(self, frame, count):
        """A frame of rows as an input of `exchange`: each row goes to its own partition."""
        homes = self.homes(count)
        if homes is None:
            return frame
        functions = self._functions()
        table = functions.array(*[functions.lit(home) for home in homes])
        columns = ["d", "p", functions.element_at(table, functions.col("p") + 1).alias("q")]
        return with_schema(frame.select(*columns), _schema(["d", "p", "q"]))

    def homes(self, count):
        """For each partition the number that `repartition(count, number)` sends there; None if there is no need."""
        if self._by_number:
            return None
        if count not in self._homes:
            self._homes[count] = homes(count)
        return self._homes[count]

    def checkpoint(self, frame, eager=False):
        """The same rows, computed no more than once from here on; now if `eager`."""
        if not self.can_checkpoint:
            return with_schema(frame.persist(), frame.schema)
        return with_schema(frame.localCheckpoint(eager=eager), frame.schema)

    def hold(self, node, frame):
        """Keeps a frame as long as a node, and lets go of it at the next job after that.

        A checkpoint tells the server when it is deleted. A message that it makes for that while Python takes a whole
        lineage apart is freed twice by protobuf, which ends the process.
        """
        weakref.finalize(node, self._dropped.append, frame).atexit = False

    def release(self):
        """Lets go of what no node needs any more. A server that is gone would be asked for minutes: not after a stop."""
        self._dropped.clear()

    @staticmethod
    def _functions():
        from pyspark.sql.connect import functions

        return functions


def _schema(names):
    return StructType([_FIELDS[name] for name in names])


def homes(count):
    """For each partition p a number whose hash partitioning into `count` partitions is p.

    `Murmur3Hash` of an int with seed 42, as in org.apache.spark.unsafe.hash.Murmur3_x86_32.hashInt, and a
    non-negative remainder, as in HashPartitioning.partitionIdExpression.
    """
    found = {}
    number = 0
    while len(found) < count:
        found.setdefault(_signed(murmur3(number.to_bytes(4, "little"), 42)) % count, number)
        number += 1
    return [found[partition] for partition in range(count)]


def _signed(number):
    return number - (1 << 32) if number >> 31 else number
