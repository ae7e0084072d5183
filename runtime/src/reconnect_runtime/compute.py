"""What a worker computes for one partition: a tree that starts from the split index, or from the rows of a frame.

The client builds such trees and pickles them into tasks; `Task` runs one in a worker and hands its elements to a sink.
A tree without an `Input` needs no rows, as its partitions can be computed anywhere, any number of times.
"""

import array
import itertools
import pickle

import pyarrow

from reconnect_runtime import elements, spool


class Computation:
    """A partition's elements as a function of the split index, and of the rows for trees with an `Input`.

    `depth` says how deep its calls nest, in Python frames or so: neither pickling nor a worker's stack takes any depth.
    """

    depth = 0

    def compute(self, split, rows):
        raise NotImplementedError

    def moved(self, by):
        """The same tree, with `by` added to the side of each input."""
        return self


def _below(*parents):
    return 10 + max(parent.depth for parent in parents)


class Input(Computation):
    """The elements in the rows that the task is given; `side` tells the inputs of a task with several apart."""

    def __init__(self, side=0):
        self.side = side

    def compute(self, split, rows):
        return rows.elements(self.side)

    def moved(self, by):
        return Input(self.side + by)


class Slices(Computation):
    """Pickled batches per partition, as `SparkContext.parallelize` cut them."""

    def __init__(self, slices):
        self.slices = slices

    def compute(self, split, rows):
        return itertools.chain.from_iterable(map(elements.loads, self.slices[split]))


class FileSlices(Computation):
    """Like `Slices`, for data too large for a task: an artifact, with the places of the batches of each partition."""

    def __init__(self, name, places):
        self.name = name
        self.places = places

    def compute(self, split, rows):
        from pyspark import SparkFiles

        with open(SparkFiles.get(self.name), "rb") as stream:
            for start, size in self.places[split]:
                stream.seek(start)
                yield from elements.loads(stream.read(size))


class RangeSlices(Computation):
    """The numbers of a range, `bounds[split]` each."""

    def __init__(self, bounds):
        self.bounds = bounds

    def compute(self, split, rows):
        return iter(range(*self.bounds[split]))


def depth_of(steps):
    """How deep calls nest when the steps run, one within the other."""
    return sum(getattr(step, "depth", 1) for step in steps)


class Piped(Computation):
    """Steps applied to a parent, one after the other; a step is called with the split index and an iterator."""

    def __init__(self, parent, steps):
        self.parent = parent
        self.steps = steps
        self.depth = parent.depth + depth_of(steps)

    def compute(self, split, rows):
        return Chain(self.steps)(split, self.parent.compute(split, rows))

    def moved(self, by):
        return Piped(self.parent.moved(by), self.steps)


class Chain:
    """Several steps as one."""

    def __init__(self, steps):
        self.steps = steps
        self.depth = depth_of(steps)

    def __call__(self, split, iterator):
        for step in self.steps:
            iterator = step(split, iterator)
        return iterator


class Chosen(Computation):
    """Each partition is a list of partitions of parents, one after the other: unions, and coalescing without a shuffle."""

    def __init__(self, parents, choices):
        self.parents = parents
        self.choices = choices
        self.depth = _below(*parents)

    def compute(self, split, rows):
        for parent, part in self.choices[split]:
            yield from self.parents[parent].compute(part, rows)

    def moved(self, by):
        return Chosen([parent.moved(by) for parent in self.parents], self.choices)


def chosen(parents, choices):
    """A `Chosen` without others among its parents: those of a union in a loop would nest deeper than pickling goes."""
    flat, places = [], []
    for parent in parents:
        nested = isinstance(parent, Chosen)
        places.append((len(flat), parent.choices if nested else None))
        flat.extend(parent.parents if nested else [parent])
    return Chosen(flat, [list(_inlined(places, choice)) for choice in choices])


def _inlined(places, choice):
    for parent, part in choice:
        first, nested = places[parent]
        if nested is None:
            yield first, part
        else:
            yield from ((first + inner, place) for inner, place in nested[part])


class Zipped(Computation):
    def __init__(self, left, right):
        self.left = left
        self.right = right
        self.depth = _below(left, right)

    def compute(self, split, rows):
        return zip_exactly(self.left.compute(split, rows), self.right.compute(split, rows))

    def moved(self, by):
        return Zipped(self.left.moved(by), self.right.moved(by))


class Product(Computation):
    """Every pair: partition `split` is that of the left's `split // right_count` and the right's `split % right_count`.

    `sizes` are those of the batches in which the elements of each side come: classic Spark pairs batch with batch.
    """

    def __init__(self, left, right, right_count, sizes=(None, None)):
        self.left = left
        self.right = right
        self.right_count = right_count
        self.sizes = sizes
        self.depth = _below(left, right)

    def compute(self, split, rows):
        first, second = divmod(split, self.right_count)
        others = list(batches(self.right.compute(second, rows), self.sizes[1]))
        # Beside a single batch the order is the same for any size, and one by one they need no memory.
        own = batches(self.left.compute(first, rows), self.sizes[0] if len(others) > 1 else 1)
        return (pair for batch in own for other in others for pair in itertools.product(batch, other))

    def moved(self, by):
        return Product(self.left.moved(by), self.right.moved(by), self.right_count, self.sizes)


# The size of batches that grow.
GROWING = 0


def batches(iterator, size):
    """Yields elements in batches of `size`; all in one for None. Growing ones are those of `AutoBatchedSerializer`
    (pyspark/serializers.py): twice as many each time as long as they take less than 64 KiB, half as many where they
    take more than ten times that."""
    grows = size == GROWING
    if grows:
        size = 1
    iterator = iter(iterator)
    while True:
        batch = list(itertools.islice(iterator, size))
        if not batch:
            return
        yield batch
        if not grows:
            continue
        try:
            taken = len(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
        except (pickle.PicklingError, AttributeError, TypeError):
            taken = 0  # classic Spark could not have such elements
        if taken < 1 << 16:
            size *= 2
        elif taken > 10 << 16 and size > 1:
            size //= 2


_END = object()


def zip_exactly(left, right):
    """Pairs of two iterators; an error if one is shorter."""
    left, right = iter(left), iter(right)
    while True:
        a, b = next(left, _END), next(right, _END)
        if a is _END or b is _END:
            if a is not b:
                raise ValueError("Can only zip with RDD which has the same number of elements in each partition")
            return
        yield a, b


class Results:
    """Sink of a job: the elements go to the client."""

    columns = ("d",)

    def start(self, split):
        return ()

    def rows(self, split, iterator):
        for blob in elements.pack(iterator):
            yield (blob,)

    def message(self, split, blob):
        return (blob,)


class Partitions(Results):
    """Sink of a stage without a shuffle: elements stay in their partition, which begins with a NULL row."""

    def start(self, split):
        yield (None,)


class Placed:
    """Sink that sends whole partitions: `targets(split)` are those that get all elements of `split`."""

    def __init__(self, targets, homes=None):
        self.targets = targets
        self.homes = homes
        self.columns = ("d", "p") if homes is None else ("d", "p", "q")

    def start(self, split):
        for target in self.targets(split):
            yield self._row(None, target)

    def rows(self, split, iterator):
        targets = list(self.targets(split))
        for blob in elements.pack(iterator):
            for target in targets:
                yield self._row(blob, target)

    def message(self, split, blob):
        return self._row(blob, next(iter(self.targets(split))))

    def _row(self, blob, partition):
        return (blob, partition) if self.homes is None else (blob, partition, self.homes[partition])


# Elements in the first batch for a partition; its size says how many the next ones have.
_FEW = 4


class Exchange:
    """Sink of a shuffle's map side: batches with the partition that they go to.

    `place(split, iterator)` yields `(partition, element)`.
    `homes` translates a partition into the number that Spark's own partitioning sends there; None where Spark takes it
    as it is. Partition 0 gives each partition the NULL row that makes it known.
    """

    def __init__(self, place, count, homes=None):
        self.place = place
        self.count = count
        self.homes = homes
        self.columns = ("d", "p") if homes is None else ("d", "p", "q")

    def start(self, split):
        if split == 0:
            for partition in range(self.count):
                yield self._row(None, partition)

    def rows(self, split, iterator):
        buckets = {}
        limits = {}
        for partition, element in self.place(split, iterator):
            bucket = buckets.get(partition)
            if bucket is None:
                bucket = buckets[partition] = []
            bucket.append(element)
            if len(bucket) >= limits.get(partition, _FEW):
                blob = elements.dumps(bucket)
                limits[partition] = self._limit(len(bucket), len(blob))
                for row in elements.rows_of(blob):
                    yield self._row(row, partition)
                buckets[partition] = []
        for partition, bucket in buckets.items():
            if bucket:
                for row in elements.rows_of(elements.dumps(bucket)):
                    yield self._row(row, partition)

    def _limit(self, count, size):
        aim = elements.BATCH_BYTES * 64 // max(64, self.count)
        return max(1, min(1 << 14, count * aim // max(1, size)))

    def _row(self, blob, partition):
        return (blob, partition) if self.homes is None else (blob, partition, self.homes[partition])

    def message(self, split, blob):
        return self._row(blob, split % self.count)


# Rows of one Arrow batch that leaves a worker.
_ROWS = 64


class Task:
    """The function that `mapInArrow` runs for each partition of its input.

    The input has the columns `d` (rows, see `elements`) and `p` (the split index), or for sources `id` alone.
    `label` names the task in messages, so that the client can tell a repeated one. `only` are the split indices to
    compute, None is all; `splits` translates the `id` of a source. `watched` says that messages of earlier tasks have
    to be passed on even if the elements were not needed to the last; `typed`, that the input is a DataFrame of the
    user's with the split index in its last column. `properties` are the local properties of the thread that asks,
    `client` what the client has installed. `folder` is where a task leaves its messages that makes a DataFrame.
    """

    def __init__(
        self,
        computation,
        sink,
        label,
        only=None,
        splits=None,
        watched=False,
        typed=False,
        properties=None,
        client=None,
        folder=None,
    ):
        self.computation = computation
        self.sink = sink
        self.label = label
        self.only = only
        self.splits = splits
        self.watched = watched
        self.typed = typed
        self.properties = properties or {}
        self.client = client
        self.folder = folder

    def __reduce__(self):
        with spool.among_rows():
            return _task, (elements.dumps(vars(self)),)

    def __call__(self, batches):
        from reconnect_runtime import worker

        try:
            yield from self._run(batches)
            _finish(batches)
        finally:
            worker.forget()

    def _run(self, batches):
        batches = (batch for batch in batches if batch.num_rows)
        first = next(batches, None)
        split, rows = self._input(first, batches if first is None else itertools.chain((first,), batches))
        if split is not None and (self.only is None or split in self.only):
            yield from self._batches(self._rows(split, rows))

    def _input(self, first, batches):
        """The split index and the rows; the index is None for a partition of nobody."""
        if first is None:
            # Only a DataFrame of the user's has partitions without rows; nothing lies between it and this task.
            return (_task_index() if self.typed else None), elements.Batches(batches)
        names = first.schema.names
        if self.typed:
            return first.column(first.num_columns - 1)[0].as_py(), elements.Batches(batches)
        if "p" not in names:
            split = first.column("id")[0].as_py()
            return (split if self.splits is None else self.splits[split]), elements.Rows(())
        split = first.column("p")[0].as_py()
        if "s" in names:
            return split, elements.SidedRows(_sided(batches))
        return split, elements.Rows(_blobs(batches))

    def _rows(self, split, rows):
        from reconnect_runtime import worker

        sink = self.sink
        yield from sink.start(split)
        with worker.task(split, self.properties):
            yield from sink.rows(split, self.computation.compute(split, rows))
            if self.watched:
                rows.drain()
            if self.client is not None:
                self.client.compare()
            if sink.columns is None:
                self._leave(rows.messages)
                return
            for blob in rows.messages:
                yield sink.message(split, blob)
            for said in worker.said():
                yield sink.message(split, elements.message((self.label, split) + said))

    def _leave(self, messages):
        """What a task says for whose rows there is no place among the user's."""
        from reconnect_runtime import worker

        added = worker.said()
        if self.folder is not None and (added or messages):
            spool.write(self.folder, added, [blob[1:] for blob in messages])

    def _batches(self, rows):
        if self.sink.columns is None:
            yield from rows
            return
        names = list(self.sink.columns)
        pending = []
        size = 0
        for row in rows:
            pending.append(row)
            size += len(row[0]) if row[0] is not None else 0
            if size >= elements.BATCH_BYTES * 4 or len(pending) >= _ROWS:
                yield batch_of(pending, names)
                pending = []
                size = 0
        if pending:
            yield batch_of(pending, names)


def _task(state):
    found = Task.__new__(Task)
    vars(found).update(elements.loads(state))
    return found


def batch_of(rows, names):
    """An Arrow batch of the rows that sinks make: a binary column, and columns of partition numbers."""
    blobs, *partitions = zip(*rows)
    columns = [_binary_column(blobs)] + [_int_column(numbers) for numbers in partitions]
    return pyarrow.RecordBatch.from_arrays(columns, names)


# From buffers: `pyarrow.array` imports pandas to look at a list, which takes a fresh worker a second.


def _binary_column(blobs):
    offsets = array.array("i", itertools.accumulate((0 if blob is None else len(blob) for blob in blobs), initial=0))
    validity = None
    if None in blobs:
        present = sum(1 << i for i, blob in enumerate(blobs) if blob is not None)
        validity = pyarrow.py_buffer(present.to_bytes((len(blobs) + 7) // 8, "little"))
    data = pyarrow.py_buffer(b"".join(blob for blob in blobs if blob is not None))
    return pyarrow.Array.from_buffers(pyarrow.binary(), len(blobs), [validity, pyarrow.py_buffer(offsets), data])


def _int_column(numbers):
    data = pyarrow.py_buffer(array.array("i", numbers))
    return pyarrow.Array.from_buffers(pyarrow.int32(), len(numbers), [None, data])


def _finish(batches):
    """Reads what a task has left of its input, within reason: Spark starts a new worker process, which costs a second,
    in place of one that has not read all."""
    left = 64 << 20
    for batch in batches:
        left -= batch.nbytes
        if left < 0:
            return


def _task_index():
    from pyspark import TaskContext

    return TaskContext.get().partitionId()


# One row at a time: Spark may send all rows of a partition in one batch, which need not be in memory twice.


def _blobs(batches):
    for batch in batches:
        for row in batch.column("d"):
            yield row.as_py()


def _sided(batches):
    for batch in batches:
        for side, row in zip(batch.column("s").to_pylist(), batch.column("d")):
            yield side, row.as_py()
