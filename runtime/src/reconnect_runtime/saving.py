"""Output folders as Hadoop's file formats leave them, written by workers: a file a partition, put in place when it is
complete, and `_SUCCESS` in the end."""

import itertools
import os
import pickle
import shutil
import uuid

from reconnect_runtime import lines, sequence


def prepare(folder, split, iterator):
    """Step: makes the folder; yields whether it was new."""
    if os.path.lexists(folder):
        yield False
        return
    os.makedirs(os.path.join(folder, "_temporary"))
    yield True


def finish(folder, complete, split, iterator):
    """Step: takes away what tasks that did not end have left, and says that the rest is complete."""
    shutil.rmtree(os.path.join(folder, "_temporary"), ignore_errors=True)
    if complete:
        with open(os.path.join(folder, "_SUCCESS"), "wb"):
            pass
    return iter(())


def write_part(folder, name, write, split, iterator):
    """Step: writes a partition with `write(stream, iterator)` as the file `name % split`."""
    temporary = os.path.join(folder, "_temporary", "%d-%s" % (split, uuid.uuid4().hex))
    os.makedirs(os.path.dirname(temporary), exist_ok=True)
    try:
        with open(temporary, "wb") as stream:
            write(stream, iterator)
        os.replace(temporary, os.path.join(folder, name % split))
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)
    return iter(())


def line_of(element):
    """An element as a line of text, as RDD.saveAsTextFile writes it."""
    if isinstance(element, bytes):
        return lines.replaced(element)
    return (element if isinstance(element, str) else str(element)).encode("utf-8")


def pair_line(pair):
    """A pair as a line of TextOutputFormat."""
    return "\t".join(sequence.shown(value) for value in pair if value is not None).encode("utf-8")


def write_lines(line, codec, stream, iterator):
    pack = _packer(codec)
    while True:
        chunk = list(itertools.islice(iterator, 4096))
        if not chunk:
            break
        stream.write(pack.compress(b"\n".join(map(line, chunk)) + b"\n"))
    stream.write(pack.flush())


class _Plain:
    @staticmethod
    def compress(data):
        return data

    @staticmethod
    def flush():
        return b""


def _packer(codec):
    import bz2
    import zlib

    if codec is None:
        return _Plain
    kind = sequence.codec(codec)[0]
    if kind == ".bz2":
        return bz2.BZ2Compressor()
    return zlib.compressobj(wbits=31 if kind == ".gz" else 15)


def write_pairs(key, value, codec, blocks, stream, iterator):
    writer = sequence.Writer(stream, key, value, codec, blocks)
    for pair in iterator:
        writer.append(*pair)
    writer.close()


def write_pickles(batch, stream, iterator):
    """Batches of `batch` pickled elements, ten a record, as classic's saveAsObjectFile does."""
    writer = sequence.Writer(stream, sequence.NULL, sequence.BYTES)
    batches = iter(lambda: list(itertools.islice(iterator, batch)), [])
    for group in iter(lambda: list(itertools.islice(batches, 10)), []):
        blobs = [pickle.dumps(elements, pickle.HIGHEST_PROTOCOL) for elements in group]
        writer.append(None, sequence.java_arrays(blobs))
    writer.close()
