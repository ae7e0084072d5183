"""What workers do to the elements of a partition: the functions behind RDD methods.

A step is called with the split index and an iterator, and returns an iterator. Steps are functions of this module with
the user's functions bound by `functools.partial`, so that a task carries the user's code and little else. Spilling
merges, groups and sorts are those of `pyspark.shuffle`, which workers of any server have.
"""

import bisect
import collections
import functools
import heapq
import itertools
import math

from reconnect_runtime.errors import runtime_error
from reconnect_runtime.hashing import XorShiftRandom


def _stopped():
    """The error of a user function that raises StopIteration, which would end the iteration silently."""
    return runtime_error("STOP_ITERATION_OCCURRED", "Caught StopIteration thrown from user's code; failing the task.")


def guarded(f):
    """`f`, with a StopIteration that it raises turned into an error."""

    def call(*args, **kwargs):
        try:
            return f(*args, **kwargs)
        except StopIteration as raised:
            raise _stopped() from raised

    return call


def each(f, split, iterator):
    for element in iterator:
        try:
            value = f(element)
        except StopIteration as raised:
            raise _stopped() from raised
        yield value


def flat(f, split, iterator):
    return itertools.chain.from_iterable(each(f, split, iterator))


def chosen(f, split, iterator):
    for element in iterator:
        try:
            wanted = f(element)
        except StopIteration as raised:
            raise _stopped() from raised
        if wanted:
            yield element


def whole(f, split, iterator):
    return f(iterator)


def indexed(f, split, iterator):
    return f(split, iterator)


def identity(split, iterator):
    return iterator


def first_of(pair):
    return pair[0]


def second_of(pair):
    return pair[1]


def same(value):
    return value


def keyed(f, element):
    return f(element), element


def with_none(element):
    return element, None


def with_true(element):
    return element, True


def on_value(f, pair):
    return pair[0], f(pair[1])


def on_values(f, pair):
    return ((pair[0], value) for value in f(pair[1]))


def listed(split, iterator):
    yield list(iterator)


# Actions: what a partition contributes


def counted(split, iterator):
    yield sum(1 for _ in iterator)


def added(split, iterator):
    yield sum(iterator)


def reduced(f, split, iterator):
    iterator = iter(iterator)
    for initial in iterator:
        yield functools.reduce(guarded(f), iterator, initial)


def folded(zero, f, split, iterator):
    value = zero
    f = guarded(f)
    for element in iterator:
        value = f(value, element)
    yield value


def called(f, split, iterator):
    f = guarded(f)
    for element in iterator:
        f(element)
    return iter(())


def called_whole(f, split, iterator):
    result = f(iterator)
    if result is None:
        return iter(())
    try:
        return iter(result)
    except TypeError:
        return iter(())


def described(split, iterator):
    from pyspark.statcounter import StatCounter

    yield StatCounter(iterator)


def tallied(split, iterator):
    counts = collections.defaultdict(int)
    for element in iterator:
        counts[element] += 1
    yield counts


def largest(count, key, split, iterator):
    yield heapq.nlargest(count, iterator, key=key)


def smallest(count, key, split, iterator):
    yield heapq.nsmallest(count, iterator, key)


def taken(count, split, iterator):
    return itertools.islice(iterator, count)


def local_reduction(f, split, iterator):
    f = guarded(f)
    merged = {}
    for key, value in iterator:
        merged[key] = f(merged[key], value) if key in merged else value
    yield merged


def comparable(value):
    return value is not None and not (type(value) is float and math.isnan(value))


def histogram(buckets, low, high, width, split, iterator):
    """Counts per bucket; `width` is that of all buckets if they are even, else None."""
    counters = [0] * len(buckets)
    for value in iterator:
        if value is None or (isinstance(value, float) and math.isnan(value)) or value > high or value < low:
            continue
        if width is not None:
            counters[int((value - low) / width)] += 1
        else:
            counters[bisect.bisect_right(buckets, value) - 1] += 1
    last = counters.pop()
    counters[-1] += last
    yield counters


def spread(count, split, iterator):
    for element in iterator:
        yield split % count, element


# Indices


def with_index(starts, split, iterator):
    for index, element in enumerate(iterator, starts[split]):
        yield element, index


def with_unique_id(count, split, iterator):
    for index, element in enumerate(iterator):
        yield element, index * count + split


# Shuffles


def by_key(f, count, split, iterator):
    """Where a pair goes: `place` of `compute.Exchange`."""
    for key, value in iterator:
        yield f(key) % count, (key, value)


def dealt(position, count, batch, split, iterator):
    """Deals batches of elements to all partitions in turn, from a place that depends on the split index."""
    place = position(split, count)
    iterator = iter(iterator)
    while True:
        chunk = list(itertools.islice(iterator, batch))
        if not chunk:
            return
        place += 1
        for element in chunk:
            yield place % count, element


def deal_start(split, count):
    """Where classic Spark begins to deal partition `split`: `new XORShiftRandom(split).nextInt(count)`
    (RDD.coalesce in core/src/main/scala/org/apache/spark/rdd/RDD.scala)."""
    return XorShiftRandom(split).below(count)


def combined(create, merge, unite, memory, split, iterator):
    """Merges values of the same key before a shuffle."""
    merger = _merger(create, merge, unite, memory * 0.9)
    merger.mergeValues(iterator)
    return merger.items()


def united(create, merge, unite, memory, split, iterator):
    """Merges combiners of the same key after a shuffle."""
    merger = _merger(create, merge, unite, memory)
    merger.mergeCombiners(iterator)
    return merger.items()


def _merger(create, merge, unite, memory):
    from pyspark.shuffle import Aggregator, ExternalMerger

    from pyspark.serializers import AutoBatchedSerializer, CPickleSerializer

    return ExternalMerger(Aggregator(create, merge, unite), memory, AutoBatchedSerializer(CPickleSerializer()))


def listed_one(value):
    return [value]


def appended(values, value):
    values.append(value)
    return values


def extended(values, others):
    values.extend(others)
    return values


def grouped(memory, split, iterator):
    """Joins lists of the same key after a shuffle; groups larger than memory are read from disk as they are used."""
    from pyspark.serializers import AutoBatchedSerializer, CPickleSerializer
    from pyspark.shuffle import Aggregator, ExternalGroupBy

    aggregator = Aggregator(listed_one, appended, extended)
    merger = ExternalGroupBy(aggregator, memory, AutoBatchedSerializer(CPickleSerializer()))
    merger.mergeCombiners(iterator)
    return merger.items()


def iterable(values):
    from pyspark.resultiterable import ResultIterable

    return ResultIterable(values)


def ordered(key, ascending, memory, split, iterator):
    from pyspark.serializers import AutoBatchedSerializer, CPickleSerializer
    from pyspark.shuffle import ExternalSorter

    sorter = ExternalSorter(memory * 0.9, AutoBatchedSerializer(CPickleSerializer()))
    return iter(sorter.sorted(iterator, key=functools.partial(_sort_key, key), reverse=not ascending))


def _sort_key(key, pair):
    return key(pair[0])


def in_range(bounds, key, ascending, value):
    """The partition of a key among sorted `bounds`."""
    place = bisect.bisect_left(bounds, key(value))
    return place if ascending else len(bounds) - place


# Joins: values of a key come as (side, value)


def sided(side, pair):
    return pair[0], (side, pair[1])


def side_lists(count, values):
    lists = tuple([] for _ in range(count))
    for side, value in values:
        lists[side].append(value)
    return lists


def side_iterables(count, values):
    return tuple(iterable(values) for values in side_lists(count, values))


def matched(outer_left, outer_right, values):
    """Pairs of the values of two sides; a side that may be missing is None where the other has values."""
    left, right = side_lists(2, values)
    if outer_right and not left:
        left = [None]
    if outer_left and not right:
        right = [None]
    return ((a, b) for a in left for b in right)


def in_all(pair):
    return all(len(values) for values in pair[1])


def only_left(pair):
    left, right = pair[1]
    return len(left) and not len(right)


# Sampling, with the random numbers of pyspark.rddsampler


def sampled(replace, fraction, seed, split, iterator):
    from pyspark.rddsampler import RDDSampler

    return RDDSampler(replace, fraction, seed).func(split, iterator)


def ranged(low, high, seed, split, iterator):
    from pyspark.rddsampler import RDDRangeSampler

    return RDDRangeSampler(low, high, seed).func(split, iterator)


def stratified(replace, fractions, seed, split, iterator):
    from pyspark.rddsampler import RDDStratifiedSampler

    return RDDStratifiedSampler(replace, fractions, seed).func(split, iterator)


# Other programs


def piped(command, environment, check, split, iterator):
    import shlex
    import subprocess
    import threading

    process = subprocess.Popen(
        shlex.split(command), env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )

    def feed():
        try:
            for element in iterator:
                process.stdin.write((str(element).rstrip("\n") + "\n").encode("utf-8"))
        except BrokenPipeError:
            pass
        finally:
            try:
                process.stdin.close()
            except BrokenPipeError:
                pass

    feeder = threading.Thread(target=feed)
    feeder.start()
    for line in process.stdout:
        yield line.rstrip(b"\n").decode("utf-8")
    code = process.wait()
    feeder.join()
    if check and code:
        raise runtime_error("PIPE_FUNCTION_EXITED", "Pipe function `%s` exited with error code %d." % (command, code))

