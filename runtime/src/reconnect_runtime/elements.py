"""How elements of an RDD travel: pickled batches in rows of one binary column.

A row is one of: NULL (says only that the partition exists), a pickled list of elements, a piece of such a list that is
too large for one row, or a message of a task to the client (what it added to accumulators, what it saw). Pickles start
with 0x80, so the first byte tells them apart.
"""

import collections
import itertools
import pickle

from pyspark import cloudpickle

# Rows near this size keep both the per-row cost and the size of an Arrow batch small.
BATCH_BYTES = 1 << 17
# Spark refuses gRPC messages above 128 MiB, and a row is never split.
ROW_BYTES = 32 << 20

_PIECE = b"\x00"
_LAST_PIECE = b"\x01"
_MESSAGE = b"\x02"

dumps = cloudpickle.dumps
loads = pickle.loads


def pack(elements):
    """Yields the rows of `elements`, each with as many elements as make about BATCH_BYTES."""
    iterator = iter(elements)
    batch = 1
    while True:
        chunk = list(itertools.islice(iterator, batch))
        if not chunk:
            return
        blob = dumps(chunk)
        yield from rows_of(blob)
        size = len(blob)
        if size < BATCH_BYTES // 2:
            batch = min(batch * 2, 1 << 16)
        elif size > BATCH_BYTES * 2 and batch > 1:
            batch = max(1, batch // 2)


def rows_of(blob):
    """Yields `blob` in one row, or in pieces."""
    if len(blob) <= ROW_BYTES:
        yield blob
        return
    for start in range(0, len(blob), ROW_BYTES):
        end = start + ROW_BYTES
        yield (_PIECE if end < len(blob) else _LAST_PIECE) + blob[start:end]


def message(value):
    """A row that no user function sees: it passes through later stages to the client."""
    return _MESSAGE + dumps(value)


class Rows:
    """The rows of one partition as they arrive; keeps the messages among them apart."""

    def __init__(self, blobs):
        self._blobs = iter(blobs)
        self.messages = []

    def elements(self, side=0):
        """Yields the elements."""
        return itertools.chain.from_iterable(self._lists(self._blobs))

    def drain(self):
        """Reads the rows that are left for their messages alone."""
        for blob in self._blobs:
            self._is_message(blob)

    def _is_message(self, blob):
        if blob is not None and blob[:1] == _MESSAGE:
            self.messages.append(blob)
            return True
        return blob is None

    def _lists(self, blobs):
        pieces = []
        for blob in blobs:
            if blob is None:
                continue
            kind = blob[:1]
            if kind == b"\x80":
                yield loads(blob)
            elif kind == _MESSAGE:
                self.messages.append(blob)
            else:
                pieces.append(blob[1:])
                if kind == _LAST_PIECE:
                    yield loads(b"".join(pieces))
                    pieces = []
        if pieces:
            raise EOFError("the last piece of a large element is missing")


class Batches(Rows):
    """The Arrow batches of a DataFrame, for a computation that knows its columns."""

    def __init__(self, batches):
        super().__init__(())
        self.batches = batches


class SidedRows(Rows):
    """Rows of several inputs, each with the number of its side; sides may be read in any order."""

    def __init__(self, pairs):
        self._pairs = iter(pairs)
        self._waiting = {}
        super().__init__(blob for _, blob in self._pairs)

    def elements(self, side=0):
        return itertools.chain.from_iterable(self._lists(self._of(side)))

    def _of(self, side):
        waiting = self._waiting.setdefault(side, collections.deque())
        while True:
            while waiting:
                yield waiting.popleft()
            for other, blob in self._pairs:
                if other == side:
                    yield blob
                    if waiting:
                        break
                elif not self._is_message(blob):
                    self._waiting.setdefault(other, collections.deque()).append(blob)
            else:
                if not waiting:
                    return


def read_message(blob):
    """What `message` was given."""
    return loads(blob[1:])
