"""From the lineage of an RDD to frames of a Connect server, and back to elements.

Nodes say what an RDD is: its parents and how its partitions follow from theirs. `Planner.stage` turns a node into a
`Stage`: a computation that a worker runs, over nothing, over the rows of one frame, or over the output of a shuffle
with one or several sides. Narrow nodes only add to the computation, so that a chain of them is one `mapInArrow`.

A frame of rows has the columns `d` (see `elements`) and `p` (the partition); each partition has at least one row.
"""

import itertools
import threading

from pyspark.serializers import CloudPickleSerializer

from reconnect_runtime import compute, effects, elements, spool


class Node:
    """An RDD's place in the lineage; `count` is its number of partitions."""

    def __init__(self, count, parents=()):
        self.count = count
        self.parents = tuple(parents)


class Local(Node):
    """Partitions that a worker computes from their index alone; `batch_size` as of classic Spark's, where it is known."""

    def __init__(self, count, computation, batch_size=None):
        super().__init__(count)
        self.computation = computation
        self.batch_size = batch_size


class Framed(Node):
    """Partitions of somebody's DataFrame, whose rows `computation` turns into elements.

    `frame()` gives the DataFrame with a last column `p`, `counted()` its number of partitions, which costs a job.
    """

    def __init__(self, frame, computation, counted):
        self._count = None
        self._counted = counted
        self.parents = ()
        self.frame = frame
        self.computation = computation

    @property
    def count(self):
        if self._count is None:
            self._count = self._counted()
        return self._count


class Deferred(Node):
    """A node that is known when it is first needed: files are looked for by the first job that reads them."""

    def __init__(self, resolve):
        self._resolve = resolve
        self._node = None

    @property
    def node(self):
        if self._node is None:
            self._node = self._resolve()
        return self._node

    @property
    def parents(self):
        return (self.node,)

    @property
    def count(self):
        return self.node.count


class Narrow(Node):
    """Each partition is a function of one partition of the parent."""

    def __init__(self, parent, step, barrier=False, profile=None):
        self.parents = (parent,)
        self.step = step
        self.barrier = barrier or getattr(parent, "barrier", False)
        self.profile = profile

    @property
    def count(self):
        return sum(node.count for node in _deciding(self))


class Shuffled(Node):
    """Elements of the parent, each in the partition that `place` names."""

    def __init__(self, parent, place, count):
        super().__init__(count, (parent,))
        self.place = place
        self.uses = 0
        self.kept = None


class Joined(Node):
    """A union: the partitions of all parents, one after the other."""

    def __init__(self, parents):
        self.parents = tuple(parents)
        self.kept = None

    @property
    def count(self):
        return sum(node.count for node in _deciding(self))


class Aligned(Node):
    """Partition i holds what partition i of each parent holds."""

    def __init__(self, parents):
        super().__init__(parents[0].count, parents)


class Grouped(Node):
    """Each partition is several partitions of the parent: coalescing without a shuffle."""

    def __init__(self, parent, groups):
        super().__init__(len(groups), (parent,))
        self.groups = groups


class Paired(Node):
    """`zip`: pairs of the elements at the same place."""

    def __init__(self, left, right):
        super().__init__(left.count, (left, right))


class Crossed(Node):
    """`cartesian`: all pairs; `sizes` are those of the batches in which the elements of each side come."""

    def __init__(self, left, right, sizes=(None, None)):
        super().__init__(left.count * right.count, (left, right))
        self.sizes = sizes


class Kept(Node):
    """Partitions that are stored once computed: `keep(frame)` persists or checkpoints a frame of rows."""

    def __init__(self, parent, keep):
        self.parents = (parent,)
        self.keep = keep
        self.kept = None
        # How many shuffles and unions are in the plan of the frame that is kept.
        self.below = 0

    @property
    def count(self):
        return sum(node.count for node in _deciding(self))


def _deciding(node):
    """The nodes whose partitions, one after the other, are those of `node`. A lineage may be deeper than the stack."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if type(node) in (Narrow, Kept, Joined):
            waiting.extend(node.parents)
        else:
            yield node


class Bound:
    """Steps as their functions are now: what they read later does not reach workers any more."""

    def __init__(self, steps):
        self.steps = tuple(steps)
        self.depth = compute.depth_of(self.steps)
        with spool.among_rows():
            self._blob = CloudPickleSerializer().dumps(compute.Chain(self.steps))

    def __call__(self, split, iterator):
        return compute.Chain(self.steps)(split, iterator)

    def __reduce__(self):
        return elements.loads, (self._blob,)


def bound(node):
    """The node with the functions of its narrow steps pickled as they are now.

    Classic Spark pickles the functions of a `PipelinedRDD` when `_jrdd` is first asked for (pyspark/core/rdd.py): by
    `collect`, `cache` and whatever has Java work on its partitions, such as shuffles and unions. Other actions and
    narrow steps take them anew.
    """
    chain = []
    below = node
    while type(below) is Narrow and type(below.step) is not Bound:
        chain.append(below)
        below = below.parents[0]
    barrier = any(part.barrier for part in chain)
    profile = next((part.profile for part in chain if part.profile is not None), None)
    chain.reverse()
    for start in range(0, len(chain), STEPS):
        steps = [part.step for part in chain[start : start + STEPS]]
        below = Narrow(below, Bound(steps), barrier, profile)
    return below


def batch_size(node):
    """The size of the batches in which classic Spark has the elements: growing where functions in workers made them, and
    where RDDs with others are united; None where nothing is known."""
    sizes, seen, stack = set(), set(), [node]
    while stack:
        current = stack.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        if type(current) in (Kept, Joined):
            stack.extend(current.parents)
        else:
            sizes.add(compute.GROWING if type(current) is Narrow else getattr(current, "batch_size", None))
    return sizes.pop() if len(sizes) == 1 else compute.GROWING


def known_count(node):
    """The number of partitions, or None if finding out would take a job."""
    counts = [below._count if isinstance(below, Framed) else below.count for below in _deciding(node)]
    return None if None in counts else sum(counts)


class Stage:
    """A computation and the frames that it reads.

    No `frame` and no `inputs`: nothing is read. With `frame`: its rows, already in the right partitions; `typed` says
    that it is a DataFrame of the user's. With `inputs`: frames whose rows go to the partitions in their columns; the
    k-th one is side k.
    """

    def __init__(self, count, computation, frame=None, inputs=(), typed=False, barrier=False, profile=None):
        self.count = count
        self.computation = computation
        self.frame = frame
        self.inputs = tuple(inputs)
        self.typed = typed
        self.barrier = barrier
        self.profile = profile

    @property
    def local(self):
        return self.frame is None and not self.inputs

    def with_computation(self, computation):
        return Stage(self.count, computation, self.frame, self.inputs, self.typed, self.barrier, self.profile)


# A plan is a tree: past this many shuffles and unions on one path the server is asked to compute the lower part first.
DEPTH = 12
# Calls nest as deep as one function has steps; what has more is cut into several functions.
STEPS = 200


class Planner:
    """Builds and runs the jobs of one session."""

    def __init__(self, frames, accumulators):
        self._frames = frames
        self._accumulators = accumulators
        self._labels = 0
        self._held = 0
        self._lock = threading.RLock()
        self._counts = {}
        self._deep = set()
        self._depths = {}

    # Jobs

    def run(self, node, step, splits=None):
        """Yields what `step(split, iterator)` yields for each partition, in their order; one job.

        `splits` are the partitions to compute, in ascending order; None is all.
        """
        if splits is not None:
            splits = list(splits)
            for split in splits:
                if not 0 <= split < node.count:
                    raise IndexError("partition %d is not one of the %d" % (split, node.count))
        if splits == [] or (splits is None and known_count(node) == 0):
            return iter(())
        with self._lock:
            first, held = self._labels + 1, self._held
            stage = self.stage(node)
            computation = compute.Piped(stage.computation, (step,))
            frame = self._applied(stage.with_computation(computation), compute.Results(), splits)
            # What is kept has messages of its tasks in it, which later jobs will see again.
            labels = range(first, self._labels + 1) if held == self._held else ()
        return self._results(frame, labels)

    def typed(self, node, task, schema):
        """A frame with `schema`, made by the sink `task` from the elements of each partition."""
        with self._lock:
            return self._applied(self.stage(node), task, None, schema)

    def _results(self, frame, labels):
        rows = self._frames.rows(frame)
        rows = elements.Rows(rows)
        yield from rows.elements()
        for blob in rows.messages:
            self._accumulators.add(elements.read_message(blob))
        self._accumulators.forget(labels)

    # Stages

    def stage(self, node):
        built = {}
        for below in self._begin(node):
            self._stage(below, built)
        return self._stage(node, built)

    def _stage(self, node, built):
        stage = built.get(id(node))
        if stage is None:
            stage = built[id(node)] = self._BUILDERS[type(node)](self, node, built)
        return stage

    def _local(self, node, built):
        return Stage(node.count, node.computation)

    def _framed(self, node, built):
        return Stage(None, node.computation, node.frame(), typed=True)

    def _deferred(self, node, built):
        return self._stage(node.node, built)

    def _narrow(self, node, built):
        steps = []
        barrier, profile = node.barrier, node.profile
        while type(node) is Narrow and id(node) not in built:
            steps.append(node.step)
            barrier = barrier or node.barrier
            profile = profile or node.profile
            node = node.parents[0]
        stage = self._stage(node, built)
        steps.reverse()
        while steps:
            some = min(len(steps), STEPS)
            while compute.depth_of(steps[:some]) > STEPS:
                some -= 1
            stage = self._with_steps(stage, steps[:some])
            stage.barrier = stage.barrier or barrier
            stage.profile = profile or stage.profile
            del steps[:some]
        return stage

    def _with_steps(self, stage, steps):
        if stage.computation.depth + compute.depth_of(steps) > STEPS:
            stage = Stage(stage.count, compute.Input(), self._frames.numbered(self._output(stage)))
        parent = stage.computation
        if isinstance(parent, compute.Piped):
            steps = list(parent.steps) + steps
            parent = parent.parent
        return stage.with_computation(compute.Piped(parent, tuple(steps)))

    def _shuffled(self, node, built):
        if node.kept is not None:
            return Stage(node.count, compute.Input(), node.kept)
        parent = self._stage(node.parents[0], built)
        if parent.count == 0:
            return Stage(node.count, compute.Slices([()] * node.count))
        sink = compute.Exchange(node.place, node.count, self._frames.homes(node.count))
        exchange = Stage(node.count, compute.Input(), inputs=[self._applied(parent, sink)])
        if not self._worth_keeping(node, parent.computation):
            return exchange
        self._hold(node, self._frames.checkpoint(self._read(exchange)))
        return Stage(node.count, compute.Input(), node.kept)

    def _joined(self, node, built):
        if node.kept is not None:
            return Stage(node.count, compute.Input(), self._frames.numbered(node.kept))
        stages = [self._stage(parent, built) for parent in node.parents]
        counts = [parent.count for parent in node.parents]
        pieces = []
        for local, group in itertools.groupby(zip(stages, counts), key=lambda pair: pair[0].local):
            group = [(stage, count) for stage, count in group if count]
            if not group:
                continue
            if local:
                pieces.append(self._concatenated(group))
            else:
                pieces.extend(stage for stage, _ in group)
        if not pieces:
            return Stage(0, compute.Slices([]))
        if len(pieces) == 1:
            return pieces[0]
        frame = self._frames.concatenated([self._output(piece) for piece in pieces])
        if id(node) in self._deep and self._frames.can_checkpoint:
            # Each level is a process of its own in one task, unless the lower ones are done by then.
            frame = self._frames.checkpoint(frame, eager=True)
            self._hold(node, frame)
        return Stage(sum(counts), compute.Input(), self._frames.numbered(frame))

    @staticmethod
    def _concatenated(group):
        if len(group) == 1:
            return group[0][0]
        choices = [[(k, part)] for k, (_, count) in enumerate(group) for part in range(count)]
        return Stage(len(choices), compute.chosen([stage.computation for stage, _ in group], choices))

    def _aligned(self, node, built):
        stages = [self._stage(parent, built) for parent in node.parents]
        choices = [[(k, part) for k in range(len(stages))] for part in range(node.count)]
        return self._merged(stages, lambda trees: compute.chosen(trees, choices), node.count)

    def _grouped(self, node, built):
        stage = self._stage(node.parents[0], built)
        if stage.local:
            choices = [[(0, part) for part in group] for group in node.groups]
            return Stage(node.count, compute.chosen([stage.computation], choices))
        if node.count > 1 and not stage.typed:
            # Spark would group them by the places where the shuffles below have left their output; classic Spark does
            # not know these when it looks.
            return Stage(node.count, compute.Input(), inputs=[self._placed(stage, _Group(node.groups), node.count)])
        frame = self._frames.coalesced(self._output(stage), node.count)
        return Stage(node.count, compute.Input(), self._frames.numbered(frame))

    def _paired(self, node, built):
        stages = [self._stage(parent, built) for parent in node.parents]
        return self._merged(stages, lambda trees: compute.Zipped(*trees), node.count)

    def _crossed(self, node, built):
        left, right = (self._stage(parent, built) for parent in node.parents)
        width = node.parents[1].count
        if node.count == 0:
            return Stage(0, compute.Slices([]))
        if left.local and right.local:
            return Stage(node.count, compute.Product(left.computation, right.computation, width, node.sizes))
        inputs = [
            self._placed(left, _Row(width), node.count),
            self._placed(right, _Column(width, node.count), node.count),
        ]
        return Stage(node.count, compute.Product(_Whole(0), _Whole(1), width, node.sizes), inputs=inputs)

    def _keep(self, node, built):
        if node.kept is None:
            stage = self._stage(node.parents[0], built)
            if stage.count == 0:
                return stage
            checkpoint = self._frames.checkpoint
            cut = node.keep == checkpoint or (id(node) in self._deep and self._frames.can_checkpoint)
            node.below = 0 if cut else self._depths.get(id(node), 0)
            self._hold(node, (checkpoint if cut else node.keep)(self._output(stage)))
        return Stage(None, compute.Input(), self._frames.numbered(node.kept))

    def _hold(self, node, frame):
        node.kept = frame
        self._held += 1
        self._frames.hold(node, frame)

    _BUILDERS = {
        Local: _local,
        Framed: _framed,
        Deferred: _deferred,
        Narrow: _narrow,
        Shuffled: _shuffled,
        Joined: _joined,
        Aligned: _aligned,
        Grouped: _grouped,
        Paired: _paired,
        Crossed: _crossed,
        Kept: _keep,
    }

    def _merged(self, stages, tree, count):
        """One stage over partitions i of all `stages`: what they read is sent to the same place, each on sides of its
        own, unless nothing has to be read or one frame is all there is to read."""
        trees = []
        inputs = []
        readers = [stage for stage in stages if not stage.local]
        for stage in stages:
            if stage.local or len(readers) == 1:
                trees.append(stage.computation)
                continue
            trees.append(stage.computation.moved(len(inputs)))
            if stage.typed:
                inputs.append(self._placed(stage, _same, count))
                trees[-1] = compute.Input(len(inputs) - 1)
            elif stage.inputs:
                inputs.extend(stage.inputs)
            else:
                inputs.append(self._frames.homed(stage.frame, count))
        if len(readers) == 1:
            return readers[0].with_computation(tree(trees))
        return Stage(count, tree(trees), inputs=inputs)

    # Frames

    def _read(self, stage):
        """The frame whose rows the stage's computation reads."""
        if stage.inputs:
            return self._frames.exchange(stage.inputs, stage.count)
        return stage.frame

    def _applied(self, stage, sink, splits=None, schema=None):
        only = None
        translation = None
        if stage.local:
            if splits is not None and splits != list(range(stage.count)):
                translation = splits
            source = self._frames.source(stage.count if translation is None else len(translation))
        else:
            source = self._read(stage)
            only = None if splits is None else frozenset(splits)
        self._labels += 1
        task = compute.Task(
            stage.computation,
            sink,
            self._labels,
            only,
            translation,
            self._frames.watching,
            stage.typed,
            dict(self._frames.properties()),
            self._frames.client,
            self._folder() if sink.columns is None else None,
        )
        return self._frames.apply(source, task, schema, stage.barrier, stage.profile)

    def _folder(self):
        """Where tasks leave what they say to accumulators, if there are such and it can be."""
        spool = self._accumulators.spool
        return spool.folder() if self._frames.watching and spool.possible else None

    def _output(self, stage):
        """A frame with the column `d` that has the stage's partitions."""
        if type(stage.computation) is compute.Input and stage.frame is not None and not stage.typed:
            return self._frames.rows_alone(stage.frame)
        return self._applied(stage, compute.Partitions())

    def _placed(self, stage, targets, count):
        return self._applied(stage, compute.Placed(targets, self._frames.homes(count)))

    # Reuse: a shuffle that is read twice is computed once, as its files are in classic Spark

    def _begin(self, node):
        """The nodes between which narrow steps lie, parents first: a lineage may be deeper than the stack."""
        self._counts, self._deep, self._depths, order = self._visited(node)
        return order

    def _visited(self, node):
        """How often this job reads each shuffle, the nodes that have DEPTH others below them, how many others each node
        has, and an order of the nodes. Finding a parent may run a job of its own, so nothing of this is kept in `self`
        yet. The plan of a cached frame is that of all below it: only a checkpoint is a plan of its own."""
        counts, depths, deep, order = {}, {}, set(), []
        stack = [(node, False)]
        while stack:
            current, done = stack.pop()
            key = id(current)
            if done:
                below = max((depths[id(parent)] for parent in current.parents), default=0)
                if type(current) not in (Narrow, Kept, Deferred):
                    below += 1
                if type(current) in (Shuffled, Joined, Kept) and below >= DEPTH:
                    deep.add(key)
                    below = 0
                depths[key] = below
                if type(current) is not Narrow:
                    order.append(current)
                continue
            if type(current) is Shuffled:
                counts[key] = counts.get(key, 0) + 1
            if key in depths:
                continue
            depths[key] = getattr(current, "below", 0)
            if getattr(current, "kept", None) is None:
                stack.append((current, True))
                stack.extend((parent, False) for parent in current.parents)
        return counts, deep, depths, order

    def _worth_keeping(self, node, computation):
        """Whether what `node` places is stored: `computation` below it may be for one use, unless a second would show."""
        node.uses += 1
        if not self._frames.can_checkpoint:
            return False
        if node.uses > 1 or self._counts.get(id(node), 0) > 1 or id(node) in self._deep:
            return True
        return effects.repeats_differ((computation, node.place))


def _same(split):
    return (split,)


class _Group:
    """The one group of partitions that partition `split` belongs to."""

    def __init__(self, groups):
        self._places = [place for place, group in enumerate(groups) for _ in group]

    def __call__(self, split):
        return (self._places[split],)


class _Row:
    """The partitions of a product that need partition `split` of the left side."""

    def __init__(self, width):
        self._width = width

    def __call__(self, split):
        return range(split * self._width, (split + 1) * self._width)


class _Column:
    """The partitions of a product that need partition `split` of the right side."""

    def __init__(self, width, count):
        self._width = width
        self._count = count

    def __call__(self, split):
        return range(split, self._count, self._width)


class _Whole(compute.Computation):
    """All elements on a side, whatever the split index."""

    def __init__(self, side):
        self.side = side

    def compute(self, split, rows):
        return rows.elements(self.side)

    def moved(self, by):
        return _Whole(self.side + by)
