"""RDDs on a Connect session: the public interface of `pyspark.RDD`, with classic's order, partitions and errors.

Transformations extend a lineage of `plan` nodes on the client; actions run one job, or as many as classic Spark does.
What is done to elements on the workers is in `steps`.
"""

import copy
import functools
import heapq
import math
import operator
import random
import sys
import types
import warnings

from pyspark.storagelevel import StorageLevel

from reconnect_runtime import plan, steps
from reconnect_runtime.errors import java_error, runtime_error, unsupported
from reconnect_runtime.hashing import portable_hash

_step = functools.partial


class Partitioner:
    """Which partition of how many a key is in; equal ones make a shuffle unnecessary."""

    def __init__(self, numPartitions, partitionFunc):
        self.numPartitions = numPartitions
        self.partitionFunc = partitionFunc

    def __eq__(self, other):
        return (
            isinstance(other, Partitioner)
            and self.numPartitions == other.numPartitions
            and self.partitionFunc == other.partitionFunc
        )

    __hash__ = None

    def __call__(self, k):
        return self.partitionFunc(k) % self.numPartitions


class BoundedFloat(float):
    """A value with the bounds of its estimate."""

    def __new__(cls, mean, confidence, low, high):
        bounded = float.__new__(cls, mean)
        bounded.confidence = confidence
        bounded.low = low
        bounded.high = high
        return bounded


class RDD:
    """A resilient distributed dataset; made by `SparkContext` and by other RDDs, not by its constructor."""

    __class_getitem__ = classmethod(types.GenericAlias)

    def __init__(self, node, ctx, partitioner=None):
        self._node = node
        self._bound = None
        self._kept_from = None
        self.ctx = ctx
        self.partitioner = partitioner
        self.is_cached = False
        self.is_checkpointed = False
        self.has_resource_profile = False
        self._id = ctx._next_rdd_id()
        self._name = None
        self._level = StorageLevel.NONE
        self._profile = None

    # Identity

    def id(self):
        self._fixed()
        return self._id

    def name(self):
        return self._name

    def setName(self, name):
        self._fixed()
        self._name = name
        return self

    def __repr__(self):
        kind = "PythonRDD"
        if isinstance(self._node, plan.Local):
            kind = "ParallelCollectionRDD" if self._node.count else "EmptyRDD"
        return "%s[%d] at RDD at PythonRDD.scala:56" % (self._name or kind, self._id)

    def __getnewargs__(self):
        raise runtime_error(
            "RDD_TRANSFORM_ONLY_VALID_ON_DRIVER",
            "An RDD is part of a function that workers are to run. Transformations and actions are for the driver "
            "alone: rdd1.map(lambda x: rdd2.count() * x) cannot work, on classic Spark neither. See SPARK-5063.",
        )

    def __reduce_ex__(self, protocol):
        return self.__getnewargs__()

    @property
    def context(self):
        return self.ctx

    def toDebugString(self):
        """The lineage, a line for each chain without a shuffle and one for its source, in the manner of classic Spark."""
        lines = []
        node, depth = self._node, 0
        while True:
            self._describe(lines, depth, "PythonRDD")
            while isinstance(node, plan.Narrow):
                node = node.parents[0]
            if not node.parents:
                self._describe(lines, depth, "ParallelCollectionRDD" if isinstance(node, plan.Local) else "HadoopRDD")
                return "\n".join(lines).encode("utf-8")
            depth += isinstance(node, plan.Shuffled)
            node = node.parents[0]

    def _describe(self, lines, depth, kind):
        lead = " " * depth + " |  " if lines else "(%d) " % self.getNumPartitions()
        lines.append("%s%s[%d] at RDD at PythonRDD.scala:56 []" % (lead, kind, max(0, self._id - len(lines))))

    def _derived(self, node, partitioner=None):
        return RDD(node, self.ctx, partitioner)

    def _piped(self, step, preservesPartitioning=False):
        return self._derived(plan.Narrow(self._node, step), self.partitioner if preservesPartitioning else None)

    def _fixed(self):
        """The node with functions as they were when this was first asked for, as classic Spark's `_jrdd` has them."""
        if self.is_cached or self.is_checkpointed:
            return self._node
        if self._bound is None:
            self._bound = plan.bound(self._node)
        return self._bound

    def _run(self, step, splits=None):
        return self.ctx._run(self._node, step, splits)

    def _parts(self, step):
        return list(self._run(step))

    # Storage

    def cache(self):
        self.persist(StorageLevel.MEMORY_ONLY)
        return self

    def persist(self, storageLevel=StorageLevel.MEMORY_ONLY):
        if self._level != StorageLevel.NONE and self._level != storageLevel:
            raise java_error(
                "java.lang.UnsupportedOperationException",
                "Cannot change storage level of an RDD after it was already assigned a level",
            )
        if self._level == StorageLevel.NONE:
            self._level = storageLevel
            self._keep(lambda frame: frame.persist(storageLevel))
        self.is_cached = True
        return self

    def _keep(self, keep):
        self._kept_from = self._node
        self._node = plan.Kept(self._fixed(), keep)

    def unpersist(self, blocking=False):
        self.is_cached = False
        self._level = StorageLevel.NONE
        node = self._node
        if isinstance(node, plan.Kept) and not self.is_checkpointed:
            if node.kept is not None:
                node.kept.unpersist(blocking)
            self._node = self._kept_from
        return self

    def getStorageLevel(self):
        return self._level

    def checkpoint(self):
        if self.ctx._checkpoint_dir is None:
            raise java_error(
                "org.apache.spark.SparkException", "Checkpoint directory has not been set in the SparkContext"
            )
        self._mark_checkpoint("reliable")

    def localCheckpoint(self):
        self._mark_checkpoint("local")

    def _mark_checkpoint(self, kind):
        if getattr(self, "_checkpoint_kind", None) is None:
            self._checkpoint_kind = kind
            self._keep(self.ctx._frames.checkpoint)
        self.is_checkpointed = True

    def isCheckpointed(self):
        return self._has_checkpoint("reliable", "local")

    def isLocallyCheckpointed(self):
        return getattr(self, "_checkpoint_kind", None) == "local"

    def _has_checkpoint(self, *kinds):
        return getattr(self, "_checkpoint_kind", None) in kinds and self._node.kept is not None

    def getCheckpointFile(self):
        if not self._has_checkpoint("reliable"):
            return None
        return "%s/rdd-%d" % (self.ctx._checkpoint_dir.rstrip("/"), self._id)

    def cleanShuffleDependencies(self, blocking=False):
        """Does nothing: what a shuffle keeps on the server goes with the RDDs that need it."""

    # Transformations of partitions

    def map(self, f, preservesPartitioning=False):
        return self._piped(_step(steps.each, f), preservesPartitioning)

    def flatMap(self, f, preservesPartitioning=False):
        return self._piped(_step(steps.flat, f), preservesPartitioning)

    def mapPartitions(self, f, preservesPartitioning=False):
        return self._piped(_step(steps.whole, f), preservesPartitioning)

    def mapPartitionsWithIndex(self, f, preservesPartitioning=False):
        return self._piped(_step(steps.indexed, f), preservesPartitioning)

    def mapPartitionsWithSplit(self, f, preservesPartitioning=False):
        warnings.warn(
            "mapPartitionsWithSplit is deprecated; use mapPartitionsWithIndex instead", FutureWarning, stacklevel=2
        )
        return self.mapPartitionsWithIndex(f, preservesPartitioning)

    def filter(self, f):
        return self._piped(_step(steps.chosen, f), True)

    def glom(self):
        return self._piped(steps.listed)

    def keyBy(self, f):
        return self._piped(_step(steps.each, _step(steps.keyed, f)))

    def keys(self):
        return self._piped(_step(steps.each, steps.first_of))

    def values(self):
        return self._piped(_step(steps.each, steps.second_of))

    def mapValues(self, f):
        return self._piped(_step(steps.each, _step(steps.on_value, f)), True)

    def flatMapValues(self, f):
        return self._piped(_step(steps.flat, _step(steps.on_values, f)), True)

    def pipe(self, command, env=None, checkCode=False):
        return self._piped(_step(steps.piped, command, dict(env or {}), checkCode))

    def zipWithIndex(self):
        starts = [0]
        if self.getNumPartitions() > 1:
            for count in self._parts(steps.counted)[:-1]:
                starts.append(starts[-1] + count)
        return self._piped(_step(steps.with_index, starts))

    def zipWithUniqueId(self):
        return self._piped(_step(steps.with_unique_id, self.getNumPartitions()))

    def sample(self, withReplacement, fraction, seed=None):
        if not fraction >= 0:
            raise ValueError("Fraction must be nonnegative.")
        return self._piped(_step(steps.sampled, withReplacement, fraction, _seed(seed)), True)

    def sampleByKey(self, withReplacement, fractions, seed=None):
        for fraction in fractions.values():
            assert fraction >= 0.0, "Negative fraction value: %s" % fraction
        return self._piped(_step(steps.stratified, withReplacement, fractions, _seed(seed)), True)

    def randomSplit(self, weights, seed=None):
        if not all(weight >= 0 for weight in weights):
            raise ValueError("Weights must be nonnegative")
        total = float(sum(weights))
        if not total > 0:
            raise ValueError("Sum of weights must be positive")
        bounds = [0.0]
        for weight in weights:
            bounds.append(bounds[-1] + weight / total)
        if seed is None:
            seed = random.randint(0, 2**32 - 1)
        return [self._piped(_step(steps.ranged, low, high, seed), True) for low, high in zip(bounds, bounds[1:])]

    # Partitions

    def getNumPartitions(self):
        return self._node.count

    def repartition(self, numPartitions):
        return self.coalesce(numPartitions, shuffle=True)

    def coalesce(self, numPartitions, shuffle=False):
        if not numPartitions > 0:
            raise ValueError("Number of partitions must be positive.")
        if shuffle:
            batch = min(10, self.ctx._batchSize or 1024)
            place = _step(steps.dealt, steps.deal_start, numPartitions, batch)
            return self._derived(plan.Shuffled(plan.bound(self._node), place, numPartitions))
        count = self.getNumPartitions()
        if numPartitions >= count:
            return self._derived(self._fixed())
        # As DefaultPartitionCoalescer.throwBalls groups partitions that prefer no place.
        bounds = [i * count // numPartitions for i in range(numPartitions + 1)]
        groups = [range(start, end) for start, end in zip(bounds, bounds[1:])]
        return self._derived(plan.Grouped(self._fixed(), groups))

    def partitionBy(self, numPartitions, partitionFunc=portable_hash):
        if numPartitions is None:
            numPartitions = self._defaultReducePartitions()
        partitioner = Partitioner(numPartitions, partitionFunc)
        if self.partitioner == partitioner:
            return self
        place = _step(steps.by_key, partitionFunc, numPartitions)
        return self._derived(plan.Shuffled(plan.bound(self._node), place, numPartitions), partitioner)

    def _defaultReducePartitions(self):
        if self.ctx._conf.contains("spark.default.parallelism"):
            return self.ctx.defaultParallelism
        return self.getNumPartitions()

    def _memory_limit(self):
        return self.ctx._memory_limit()

    def repartitionAndSortWithinPartitions(
        self, numPartitions=None, partitionFunc=portable_hash, ascending=True, keyfunc=steps.same
    ):
        if numPartitions is None:
            numPartitions = self._defaultReducePartitions()
        placed = self.partitionBy(numPartitions, partitionFunc)
        return placed._piped(_step(steps.ordered, keyfunc, ascending, self._memory_limit()), True)

    # Sets

    def union(self, other):
        if not isinstance(other, RDD):
            raise TypeError("union needs an RDD, not %s" % type(other).__name__)
        return _union(self.ctx, [self, other])

    def __add__(self, other):
        if not isinstance(other, RDD):
            raise TypeError
        return self.union(other)

    def distinct(self, numPartitions=None):
        pairs = self._piped(_step(steps.each, steps.with_none))
        return pairs.reduceByKey(_first, numPartitions).keys()

    def intersection(self, other):
        pairs = self._piped(_step(steps.each, steps.with_none))
        others = other._piped(_step(steps.each, steps.with_none))
        return pairs.cogroup(others).filter(steps.in_all).keys()

    def subtract(self, other, numPartitions=None):
        pairs = self._piped(_step(steps.each, steps.with_true))
        others = other._piped(_step(steps.each, steps.with_true))
        return pairs.subtractByKey(others, numPartitions).keys()

    def subtractByKey(self, other, numPartitions=None):
        return self.cogroup(other, numPartitions).filter(steps.only_left).flatMapValues(steps.first_of)

    def cartesian(self, other):
        sizes = plan.batch_size(self._node), plan.batch_size(other._node)
        return self._derived(plan.Crossed(self._fixed(), other._fixed(), sizes))

    def zip(self, other):
        if self.getNumPartitions() != other.getNumPartitions():
            raise ValueError("Can only zip with RDD which has the same number of partitions")
        return self._derived(plan.Paired(plan.bound(self._node), plan.bound(other._node)))

    # Pairs

    def combineByKey(
        self, createCombiner, mergeValue, mergeCombiners, numPartitions=None, partitionFunc=portable_hash
    ):
        if numPartitions is None:
            numPartitions = self._defaultReducePartitions()
        memory = self._memory_limit()
        functions = createCombiner, mergeValue, mergeCombiners, memory
        local = self._piped(_step(steps.combined, *functions), True)
        return local.partitionBy(numPartitions, partitionFunc)._piped(_step(steps.united, *functions), True)

    def reduceByKey(self, func, numPartitions=None, partitionFunc=portable_hash):
        return self.combineByKey(steps.same, func, func, numPartitions, partitionFunc)

    def aggregateByKey(self, zeroValue, seqFunc, combFunc, numPartitions=None, partitionFunc=portable_hash):
        create = _Begun(zeroValue, seqFunc)
        return self.combineByKey(create, seqFunc, combFunc, numPartitions, partitionFunc)

    def foldByKey(self, zeroValue, func, numPartitions=None, partitionFunc=portable_hash):
        return self.combineByKey(_Begun(zeroValue, func), func, func, numPartitions, partitionFunc)

    def groupByKey(self, numPartitions=None, partitionFunc=portable_hash):
        return self._grouped(numPartitions, partitionFunc).mapValues(steps.iterable)

    def _grouped(self, numPartitions=None, partitionFunc=portable_hash):
        memory = self._memory_limit()
        lists = _step(steps.combined, steps.listed_one, steps.appended, steps.extended, memory)
        local = self._piped(lists, True)
        return local.partitionBy(numPartitions, partitionFunc)._piped(_step(steps.grouped, memory), True)

    def groupBy(self, f, numPartitions=None, partitionFunc=portable_hash):
        return self.keyBy(f).groupByKey(numPartitions, partitionFunc)

    def cogroup(self, other, numPartitions=None):
        return _cogroup((self, other), numPartitions)

    def groupWith(self, other, *others):
        return _cogroup((self, other) + others, None)

    def join(self, other, numPartitions=None):
        return self._matched(other, numPartitions, False, False)

    def leftOuterJoin(self, other, numPartitions=None):
        return self._matched(other, numPartitions, True, False)

    def rightOuterJoin(self, other, numPartitions=None):
        return self._matched(other, numPartitions, False, True)

    def fullOuterJoin(self, other, numPartitions=None):
        return self._matched(other, numPartitions, True, True)

    def _matched(self, other, numPartitions, outerLeft, outerRight):
        grouped = _sides((self, other))._grouped(numPartitions)
        return grouped.flatMapValues(_step(steps.matched, outerLeft, outerRight))

    # Order

    def sortBy(self, keyfunc, ascending=True, numPartitions=None):
        return self.keyBy(keyfunc).sortByKey(ascending, numPartitions).values()

    def sortByKey(self, ascending=True, numPartitions=None, keyfunc=steps.same):
        if numPartitions is None:
            numPartitions = self._defaultReducePartitions()
        sort = _step(steps.ordered, keyfunc, ascending, self._memory_limit())
        if numPartitions == 1:
            whole = self.coalesce(1) if self.getNumPartitions() > 1 else self
            return whole._piped(sort, True)
        size = self.count()
        if not size:
            return self
        fraction = min(numPartitions * 20.0 / max(size, 1), 1.0)
        samples = sorted(self.sample(False, fraction, 1).keys().collect(), key=keyfunc)
        bounds = [samples[int(len(samples) * (i + 1) / numPartitions)] for i in range(numPartitions - 1)]
        place = _step(steps.in_range, bounds, keyfunc, ascending)
        return self.partitionBy(numPartitions, place)._piped(sort, True)

    # Actions

    def collect(self):
        return list(self.ctx._run(self._fixed(), steps.identity))

    def collectAsMap(self):
        return dict(self.collect())

    def collectWithJobGroup(self, groupId, description, interruptOnCancel=False):
        warnings.warn(
            "Deprecated in 3.1, Use pyspark.InheritableThread with the pinned thread mode enabled.", FutureWarning
        )
        with self.ctx._job_group(groupId, description):
            return self.collect()

    def toLocalIterator(self, prefetchPartitions=False):
        return self._elements_of(self._fixed(), self.getNumPartitions())

    def _elements_of(self, node, count):
        start, width = 0, 1
        while start < count:
            yield from self.ctx._run(node, steps.identity, range(start, min(count, start + width)))
            start += width
            width = 1 if start < 2 else min(2 * width, 16)

    def count(self):
        return sum(self._run(steps.counted))

    def foreach(self, f):
        self._parts(_step(steps.called, f))

    def foreachPartition(self, f):
        self._piped(_step(steps.called_whole, f)).count()

    def reduce(self, f):
        return _reduced(f, self._parts(_step(steps.reduced, f)))

    def treeReduce(self, f, depth=2):
        if depth < 1:
            raise ValueError("Depth cannot be smaller than 1 but got %d." % depth)
        join = _Optional(f)
        value, missing = self.map(_present).treeAggregate((None, True), join, join, depth)
        if missing:
            raise ValueError("Cannot reduce empty RDD.")
        return value

    def fold(self, zeroValue, op):
        return functools.reduce(op, self._parts(_step(steps.folded, zeroValue, op)), zeroValue)

    def aggregate(self, zeroValue, seqOp, combOp):
        return functools.reduce(combOp, self._parts(_step(steps.folded, zeroValue, seqOp)), zeroValue)

    def treeAggregate(self, zeroValue, seqOp, combOp, depth=2):
        if depth < 1:
            raise ValueError("Depth cannot be smaller than 1 but got %d." % depth)
        count = self.getNumPartitions()
        if count == 0:
            return zeroValue
        partial = self._piped(_step(steps.folded, zeroValue, seqOp))
        scale = max(int(math.ceil(pow(count, 1.0 / depth))), 2)
        while count > scale + count / scale:
            count /= scale
            partial = partial._piped(_step(steps.spread, int(count))).reduceByKey(combOp, int(count)).values()
        return partial.reduce(combOp)

    def max(self, key=None):
        return self.reduce(max if key is None else _step(_larger, key))

    def min(self, key=None):
        return self.reduce(min if key is None else _step(_smaller, key))

    def sum(self):
        return functools.reduce(operator.add, self._run(steps.added), 0)

    def stats(self):
        return _reduced(_merge_stats, self._parts(steps.described))

    def mean(self):
        return self.stats().mean()

    def variance(self):
        return self.stats().variance()

    def stdev(self):
        return self.stats().stdev()

    def sampleStdev(self):
        return self.stats().sampleStdev()

    def sampleVariance(self):
        return self.stats().sampleVariance()

    def histogram(self, buckets):
        if isinstance(buckets, int):
            if buckets < 1:
                raise ValueError("number of buckets must be >= 1")
            values = self.filter(steps.comparable)
            try:
                low, high = values.map(_twice).reduce(_bounds)
            except TypeError as raised:
                if " empty " in str(raised):
                    raise ValueError("can not generate buckets from empty RDD")
                raise
            if low == high or buckets == 1:
                return [low, high], [values.count()]
            try:
                width = (high - low) / buckets
            except TypeError:
                raise TypeError("Can not generate buckets with non-number in RDD")
            if math.isinf(width):
                raise ValueError("Can not generate buckets with infinite value")
            width = int(width)
            if width * buckets != high - low:
                width = (high - low) * 1.0 / buckets
            buckets = [i * width + low for i in range(buckets)] + [high]
        elif isinstance(buckets, (list, tuple)):
            low, high, width = _checked_buckets(buckets)
        else:
            raise TypeError("buckets should be a list or tuple or number(int or long)")
        counts = self._parts(_step(steps.histogram, buckets, low, high, width))
        return buckets, _reduced(_added_up, counts)

    def countByValue(self):
        return _reduced(_merge_counts, self._parts(steps.tallied))

    def countByKey(self):
        return self.keys().countByValue()

    def reduceByKeyLocally(self, func):
        return _reduced(_step(_merge_maps, func), self._parts(_step(steps.local_reduction, func)))

    def top(self, num, key=None):
        return _reduced(_step(_largest, num, key), self._parts(_step(steps.largest, num, key)))

    def takeOrdered(self, num, key=None):
        if num < 0:
            raise ValueError("top N cannot be negative.")
        if num == 0 or self.getNumPartitions() == 0:
            return []
        return _reduced(_step(_smallest, num, key), self._parts(_step(steps.smallest, num, key)))

    def take(self, num):
        items = []
        total = self.getNumPartitions()
        scanned = 0
        while len(items) < num and scanned < total:
            width = 1
            if scanned > 0:
                if not items:
                    width = scanned * 4
                else:
                    width = int(1.5 * num * scanned / len(items)) - scanned
                    width = min(max(width, 1), scanned * 4)
            some = range(scanned, min(scanned + width, total))
            items += self._run(_step(steps.taken, num - len(items)), some)
            scanned += width
        return items[:num]

    def first(self):
        elements = self.take(1)
        if elements:
            return elements[0]
        raise ValueError("RDD is empty")

    def isEmpty(self):
        return self.getNumPartitions() == 0 or len(self.take(1)) == 0

    def takeSample(self, withReplacement, num, seed=None):
        most = sys.maxsize - int(10.0 * math.sqrt(sys.maxsize))
        if num < 0:
            raise ValueError("Sample size cannot be negative.")
        if num > most:
            raise ValueError("Sample size cannot be greater than %d." % most)
        if num == 0 or self.getNumPartitions() == 0:
            return []
        total = self.count()
        if total == 0:
            return []
        numbers = random.Random(seed)
        if not withReplacement and num >= total:
            samples = self.collect()
            numbers.shuffle(samples)
            return samples
        fraction = self._computeFractionForSampleSize(num, total, withReplacement)
        samples = self.sample(withReplacement, fraction, seed).collect()
        while len(samples) < num:
            seed = numbers.randint(0, sys.maxsize)
            samples = self.sample(withReplacement, fraction, seed).collect()
        numbers.shuffle(samples)
        return samples[0:num]

    @staticmethod
    def _computeFractionForSampleSize(sampleSizeLowerBound, total, withReplacement):
        """The fraction that yields enough elements in 99.99% of samples, as org.apache.spark.util.random.SamplingUtils."""
        fraction = float(sampleSizeLowerBound) / total
        if withReplacement:
            deviations = 9 if sampleSizeLowerBound < 12 else 5
            return fraction + deviations * math.sqrt(fraction / total)
        gamma = -math.log(0.00005) / total
        return min(1, fraction + gamma + math.sqrt(gamma * gamma + 2 * gamma * fraction))

    def lookup(self, key):
        values = self.filter(_HasKey(key)).values()
        if self.partitioner is not None:
            return list(values._run(steps.identity, [self.partitioner(key)]))
        return values.collect()

    # Estimates: there is time to count exactly, and an exact figure is within any bounds

    def countApprox(self, timeout, confidence=0.95):
        return int(self._piped(steps.counted).map(float).sumApprox(timeout, confidence))

    def sumApprox(self, timeout, confidence=0.95):
        total = math.fsum(self._piped(steps.added).map(float).collect())
        return BoundedFloat(total, 1.0, total, total)

    def meanApprox(self, timeout, confidence=0.95):
        mean = self.map(float).mean()
        return BoundedFloat(mean, 1.0, mean, mean)

    def countApproxDistinct(self, relativeSD=0.05):
        if relativeSD < 0.000017:
            raise ValueError("relativeSD should be greater than 0.000017")
        return self._piped(_step(steps.each, portable_hash)).distinct().count()

    # Stages

    def barrier(self):
        return RDDBarrier(self)

    def _is_barrier(self):
        return bool(getattr(self._node, "barrier", False))

    def withResources(self, profile):
        self.has_resource_profile = True
        self._profile = profile
        self._node = plan.Narrow(self._node, steps.identity, profile=profile)
        return self

    def getResourceProfile(self):
        return self._profile

    # Files

    def saveAsTextFile(self, path, compressionCodecClass=None):
        from reconnect_runtime import files

        files.save_text(self, path, compressionCodecClass)

    def saveAsPickleFile(self, path, batchSize=10):
        from reconnect_runtime import files

        files.save_pickles(self, path, batchSize)

    def saveAsSequenceFile(self, path, compressionCodecClass=None):
        from reconnect_runtime import files

        files.save_sequence(self, path, compressionCodecClass)

    def saveAsHadoopFile(
        self,
        path,
        outputFormatClass,
        keyClass=None,
        valueClass=None,
        keyConverter=None,
        valueConverter=None,
        conf=None,
        compressionCodecClass=None,
    ):
        from reconnect_runtime import files

        files.save_hadoop(
            self,
            path,
            outputFormatClass,
            conf,
            compressionCodecClass,
            keyConverter,
            valueConverter,
            keyClass,
            valueClass,
        )

    def saveAsNewAPIHadoopFile(
        self,
        path,
        outputFormatClass,
        keyClass=None,
        valueClass=None,
        keyConverter=None,
        valueConverter=None,
        conf=None,
    ):
        from reconnect_runtime import files

        files.save_hadoop(
            self, path, outputFormatClass, conf, None, keyConverter, valueConverter, keyClass, valueClass
        )

    def saveAsHadoopDataset(self, conf, keyConverter=None, valueConverter=None):
        from reconnect_runtime import files

        files.save_dataset(self, conf, keyConverter, valueConverter, new=False)

    def saveAsNewAPIHadoopDataset(self, conf, keyConverter=None, valueConverter=None):
        from reconnect_runtime import files

        files.save_dataset(self, conf, keyConverter, valueConverter, new=True)

    # Frames

    def toDF(self, schema=None, sampleRatio=None):
        return self.ctx._session.createDataFrame(self, schema, sampleRatio)

    @property
    def _jrdd(self):
        raise unsupported("RDD._jrdd", "there is no JVM on this side of Spark Connect")

    def _to_java_object_rdd(self):
        raise unsupported("RDD._to_java_object_rdd", "there is no JVM on this side of Spark Connect")


class RDDBarrier:
    """An RDD whose tasks start all together."""

    __class_getitem__ = classmethod(types.GenericAlias)

    def __init__(self, rdd):
        self.rdd = rdd

    def __repr__(self):
        return "<pyspark.core.rdd.RDDBarrier object at 0x%x>" % id(self)

    def mapPartitions(self, f, preservesPartitioning=False):
        return self._piped(_step(steps.whole, f), preservesPartitioning)

    def mapPartitionsWithIndex(self, f, preservesPartitioning=False):
        return self._piped(_step(steps.indexed, f), preservesPartitioning)

    def _piped(self, step, preservesPartitioning):
        rdd = self.rdd
        node = plan.Narrow(rdd._node, step, barrier=True)
        return rdd._derived(node, rdd.partitioner if preservesPartitioning else None)


def _union(ctx, rdds):
    """The partitions of all, one after the other; RDDs with one partitioner stay partitioned by it."""
    partitioner = rdds[0].partitioner
    if partitioner is not None and all(rdd.partitioner == partitioner for rdd in rdds):
        return RDD(plan.Aligned([rdd._fixed() for rdd in rdds]), ctx, partitioner)
    return RDD(plan.Joined([rdd._fixed() for rdd in rdds]), ctx)


def _sides(rdds):
    pairs = [rdd._piped(_step(steps.each, _step(steps.sided, side)), True) for side, rdd in enumerate(rdds)]
    return functools.reduce(RDD.union, pairs)


def _cogroup(rdds, numPartitions):
    grouped = _sides(rdds)._grouped(numPartitions)
    return grouped.mapValues(_step(steps.side_iterables, len(rdds)))


def _seed(seed):
    return random.randint(0, sys.maxsize) if seed is None else seed


def _reduced(f, values):
    if values:
        return functools.reduce(f, values)
    raise ValueError("Can not reduce() empty RDD")


def _first(a, b):
    return a


def _larger(key, a, b):
    return max(a, b, key=key)


def _smaller(key, a, b):
    return min(a, b, key=key)


def _twice(value):
    return value, value


def _bounds(a, b):
    return min(a[0], b[0]), max(a[1], b[1])


def _present(value):
    return value, False


def _merge_stats(a, b):
    return a.mergeStats(b)


def _merge_counts(counts, others):
    for key, value in others.items():
        counts[key] += value
    return counts


def _merge_maps(f, merged, others):
    for key, value in others.items():
        merged[key] = f(merged[key], value) if key in merged else value
    return merged


def _added_up(a, b):
    return [i + j for i, j in zip(a, b)]


def _largest(num, key, a, b):
    return heapq.nlargest(num, a + b, key=key)


def _smallest(num, key, a, b):
    return heapq.nsmallest(num, a + b, key)



def _checked_buckets(buckets):
    """Lowest, highest and the width of all buckets if they are even."""
    if len(buckets) < 2:
        raise ValueError("buckets should have more than one value")
    if any(i is None or (isinstance(i, float) and math.isnan(i)) for i in buckets):
        raise ValueError("can not have None or NaN in buckets")
    if sorted(buckets) != list(buckets):
        raise ValueError("buckets should be sorted")
    if len(set(buckets)) != len(buckets):
        raise ValueError("buckets should not contain duplicated values")
    low, high, width = buckets[0], buckets[-1], None
    try:
        widths = [buckets[i + 1] - buckets[i] for i in range(len(buckets) - 1)]
    except TypeError:
        return low, high, None
    if max(widths) - min(widths) < 1e-10:
        width = (high - low) / (len(buckets) - 1)
    return low, high, width


class _Begun:
    """The combiner of a first value: a copy of the zero, with the value added."""

    def __init__(self, zero, f):
        self._zero = zero
        self._f = f

    def __call__(self, value):
        return self._f(copy.deepcopy(self._zero), value)


class _Optional:
    """`f` on pairs of a value and whether it is missing."""

    def __init__(self, f):
        self._f = f

    def __call__(self, a, b):
        if a[1]:
            return b
        if b[1]:
            return a
        return self._f(a[0], b[0]), False


class _HasKey:
    def __init__(self, key):
        self._key = key

    def __call__(self, pair):
        return pair[0] == self._key
