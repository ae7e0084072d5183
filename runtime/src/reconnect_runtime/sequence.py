"""SequenceFiles of Hadoop in Python: the container, the common Writables, and Java's serialised `byte[][]` in which
classic Spark keeps pickled objects."""

import bz2
import gzip
import io
import os
import struct
import zlib

from reconnect_runtime import lines
from reconnect_runtime.errors import java_error, unsupported

_IO = "org.apache.hadoop.io."
NULL, TEXT, BYTES = _IO + "NullWritable", _IO + "Text", _IO + "BytesWritable"
# A sync mark comes after this many bytes; splits are no smaller.
SYNC_INTERVAL = 5 * 1024 * 20
_BLOCK_BYTES = 1000000
_ESCAPE = b"\xff\xff\xff\xff"
_CODECS = "org.apache.hadoop.io.compress."
# Name of a codec -> (ends of names of files, compress, decompress).
CODECS = {
    _CODECS + "DefaultCodec": (".deflate", zlib.compress, zlib.decompress),
    _CODECS + "DeflateCodec": (".deflate", zlib.compress, zlib.decompress),
    _CODECS + "GzipCodec": (".gz", gzip.compress, gzip.decompress),
    _CODECS + "BZip2Codec": (".bz2", bz2.compress, bz2.decompress),
}
# The numbers that MapWritable has for classes (org.apache.hadoop.io.AbstractMapWritable).
_MAP_IDS = {
    _IO + "BooleanWritable": -126,
    BYTES: -125,
    _IO + "FloatWritable": -124,
    _IO + "IntWritable": -123,
    _IO + "LongWritable": -122,
    _IO + "MapWritable": -121,
    NULL: -119,
    TEXT: -116,
    _IO + "VIntWritable": -114,
    _IO + "VLongWritable": -113,
}


def codec(name):
    """What Python has for a codec class of Hadoop; an error that names it if there is nothing."""
    if name not in CODECS:
        if not name.startswith(_CODECS):
            raise java_error("java.lang.ClassNotFoundException", name)
        raise unsupported(
            name, "workers have no such codec in Python", "use one of " + ", ".join(sorted(CODECS))
        )
    return CODECS[name]


# Writables


def write_number(value):
    """Hadoop's variable-length number (WritableUtils.writeVLong)."""
    if -112 <= value <= 127:
        return struct.pack("b", value)
    start = -112
    if value < 0:
        value, start = ~value, -120
    size = (value.bit_length() + 7) // 8
    return struct.pack("b", start - size) + value.to_bytes(size, "big")


def read_number(stream):
    first = _unpacked(stream, "b")
    if first >= -112:
        return first
    size = -(first + 120) if first < -120 else -(first + 112)
    value = int.from_bytes(_exactly(stream, size), "big")
    return ~value if first < -120 else value


def _exactly(stream, size):
    data = stream.read(size)
    if len(data) < size:
        raise EOFError("a SequenceFile ends in the middle of a record")
    return data


def _unpacked(stream, form):
    return struct.unpack(">" + form, _exactly(stream, struct.calcsize(form)))[0]


def _read_text(stream):
    return lines.decoded(_exactly(stream, read_number(stream)))


def _text(value):
    data = value.encode("utf-8", "replace")
    return write_number(len(data)) + data


def _read_map(stream):
    names = {number: name for name, number in _MAP_IDS.items()}
    for _ in range(_unpacked(stream, "b")):
        number = _unpacked(stream, "b")
        names[number] = _exactly(stream, _unpacked(stream, "H")).decode("utf-8")
    values = {}
    for _ in range(_unpacked(stream, "i")):
        key = _reader(names[_unpacked(stream, "b")])(stream)
        values[key] = _reader(names[_unpacked(stream, "b")])(stream)
    return values


def _write_map(values):
    ids, own, parts = dict(_MAP_IDS), [], []
    for value in [part for pair in values.items() for part in pair]:
        name = writable_class(value)
        if name not in ids:
            own.append(name)
            ids[name] = len(own)
        parts.append(struct.pack("b", ids[name]) + WRITERS[name](value))
    head = struct.pack("b", len(own))
    for name in own:
        head += struct.pack(">bH", ids[name], len(name)) + name.encode("ascii")
    return head + struct.pack(">i", len(values)) + b"".join(parts)


def _fixed(form):
    return lambda stream: _unpacked(stream, form)


READERS = {
    NULL: lambda stream: None,
    TEXT: _read_text,
    BYTES: lambda stream: bytearray(_exactly(stream, _unpacked(stream, "i"))),
    _IO + "IntWritable": _fixed("i"),
    _IO + "LongWritable": _fixed("q"),
    _IO + "ShortWritable": _fixed("h"),
    _IO + "FloatWritable": _fixed("f"),
    _IO + "DoubleWritable": _fixed("d"),
    _IO + "BooleanWritable": _fixed("?"),
    _IO + "VIntWritable": read_number,
    _IO + "VLongWritable": read_number,
    _IO + "MapWritable": _read_map,
}
WRITERS = {
    NULL: lambda value: b"",
    TEXT: _text,
    BYTES: lambda value: struct.pack(">i", len(value)) + bytes(value),
    _IO + "IntWritable": lambda value: struct.pack(">i", value),
    _IO + "LongWritable": lambda value: struct.pack(">q", value),
    _IO + "DoubleWritable": lambda value: struct.pack(">d", value),
    _IO + "BooleanWritable": lambda value: struct.pack(">?", value),
    _IO + "MapWritable": _write_map,
}


def _reader(name):
    if name not in READERS:
        reason = "workers have no reader for this Writable"
        raise unsupported("reading " + name, reason, "convert the file to Text first")
    return READERS[name]


def writable_class(value):
    """The class that classic Spark makes of a Python value."""
    if value is None:
        return NULL
    if isinstance(value, bool):
        return _IO + "BooleanWritable"
    if isinstance(value, int) and -(1 << 63) <= value < 1 << 63:
        return _IO + ("IntWritable" if -(1 << 31) <= value < 1 << 31 else "LongWritable")
    for kind, name in ((float, "DoubleWritable"), (str, "Text"), ((bytes, bytearray), "BytesWritable")):
        if isinstance(value, kind):
            return _IO + name
    if isinstance(value, dict):
        return _IO + "MapWritable"
    raise java_error("org.apache.spark.SparkException", "Data of type %s cannot be used" % type(value).__name__)


def shown(value):
    """A value as the Writable's toString has it, which is what TextOutputFormat writes."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return java_double(value)
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).hex(" ")
    if isinstance(value, dict):
        return "{%s}" % ", ".join("%s=%s" % (shown(key), shown(item)) for key, item in value.items())
    return "(null)" if value is None else str(value)


def java_double(value):
    """A number as java.lang.Double.toString writes it."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0 or 1e-3 <= abs(value) < 1e7:
        return repr(value) if "e" not in repr(value) else "%.17f" % value
    mantissa, _, exponent = ("%r" % value).partition("e")
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, fraction = mantissa.lstrip("-").partition(".")
    digits = (whole + fraction).lstrip("0")
    place = int(exponent or 0) + len(whole) - 1
    if not exponent and whole == "0":
        place = -(len(fraction) - len(fraction.lstrip("0"))) - 1
    digits = digits.rstrip("0") or "0"
    return "%s%s.%sE%d" % (sign, digits[0], digits[1:] or "0", place)


# The container


class Header:
    """What a SequenceFile says of itself."""

    def __init__(self, stream):
        if _exactly(stream, 3) != b"SEQ":
            raise java_error("java.io.IOException", "%s not a SequenceFile" % getattr(stream, "name", "the file is"))
        version = _unpacked(stream, "b")
        if version != 6:
            raise unsupported("a SequenceFile of version %d" % version, "only version 6 is known")
        self.key = _read_text(stream)
        self.value = _read_text(stream)
        self.compressed = _unpacked(stream, "?")
        self.blocks = _unpacked(stream, "?")
        self.codec = _read_text(stream) if self.compressed else None
        for _ in range(_unpacked(stream, "i") * 2):
            _read_text(stream)
        self.sync = _exactly(stream, 16)
        self.end = stream.tell()


def read(stream, path, start, end):
    """Yields the (key, value) pairs of a split."""
    header = Header(stream)
    key, value = _reader(header.key), _reader(header.value)
    for raw_key, raw_value in _raw(stream, header, start, end):
        yield key(io.BytesIO(raw_key)), value(io.BytesIO(raw_value))


def read_shown(stream, path, start, end):
    """Yields the pairs as SequenceFileAsTextInputFormat has them."""
    for key, value in read(stream, path, start, end):
        yield shown(key), shown(value)


def _raw(stream, header, start, end):
    if start > header.end and not _sought(stream, header.sync, start):
        return iter(())
    decompress = codec(header.codec)[2] if header.compressed else None
    if header.blocks:
        return _block_records(stream, header.sync, end, decompress)
    return _records(stream, end, decompress)


def _sought(stream, sync, start):
    """Goes to the first sync mark at or behind `start`."""
    stream.seek(start)
    place, data = start, b""
    while True:
        more = stream.read(1 << 16)
        data += more
        found = data.find(_ESCAPE + sync)
        if found >= 0:
            stream.seek(place + found)
            return True
        if not more:
            return False
        place += max(0, len(data) - 19)
        data = data[-19:]


def _records(stream, end, decompress):
    while True:
        place = stream.tell()
        size, synchronised = stream.read(4), False
        if size == _ESCAPE:
            _exactly(stream, 16)
            size, synchronised = stream.read(4), True
        if not size or (place >= end and synchronised):
            return
        size, key_size = struct.unpack(">i", size)[0], _unpacked(stream, "i")
        key, value = _exactly(stream, key_size), _exactly(stream, size - key_size)
        yield key, value if decompress is None else decompress(value)


def _block_records(stream, sync, end, decompress):
    while stream.tell() < end:
        escape = stream.read(4)
        if not escape:
            return
        if escape != _ESCAPE or _exactly(stream, 16) != sync:
            raise java_error("java.io.IOException", "File is corrupt!")
        count = read_number(stream)
        key_sizes, keys, value_sizes, values = (
            io.BytesIO(decompress(_exactly(stream, read_number(stream)))) for _ in range(4)
        )
        for _ in range(count):
            yield _exactly(keys, read_number(key_sizes)), _exactly(values, read_number(value_sizes))


class Writer:
    """Writes a SequenceFile; `blocks` compresses many records at once, else each value alone."""

    def __init__(self, stream, key, value, codec_name=None, blocks=False):
        self._stream = stream
        self._names = key, value
        self._key, self._value = WRITERS[key], WRITERS[value]
        self._compress = None if codec_name is None else codec(codec_name)[1]
        self._blocks = blocks and codec_name is not None
        self._sync = os.urandom(16)
        self._pending = []
        self._pending_bytes = 0
        head = b"SEQ\x06" + _text(key) + _text(value) + struct.pack("??", codec_name is not None, self._blocks)
        self._put(head + (_text(codec_name) if codec_name else b"") + b"\0\0\0\0" + self._sync)
        self._last_sync = self._size = len(head)

    def _put(self, data):
        self._stream.write(data)
        self._size = getattr(self, "_size", 0) + len(data)

    def append(self, key, value):
        for what, wanted, given in (("key", self._names[0], key), ("value", self._names[1], value)):
            if writable_class(given) != wanted:
                message = "wrong %s class: %s is not class %s" % (what, writable_class(given), wanted)
                raise java_error("java.io.IOException", message)
        self.append_raw(self._key(key), self._value(value))

    def append_raw(self, key, value):
        if self._blocks:
            self._pending.append((key, value))
            self._pending_bytes += len(key) + len(value)
            if self._pending_bytes >= _BLOCK_BYTES:
                self._flush()
            return
        if self._compress is not None:
            value = self._compress(value)
        if self._size >= self._last_sync + SYNC_INTERVAL:
            self._put(_ESCAPE + self._sync)
            self._last_sync = self._size
        self._put(struct.pack(">ii", len(key) + len(value), len(key)) + key + value)

    def _flush(self):
        if not self._pending:
            return
        self._put(_ESCAPE + self._sync + write_number(len(self._pending)))
        for side in (0, 1):
            items = [pair[side] for pair in self._pending]
            for data in (b"".join(write_number(len(item)) for item in items), b"".join(items)):
                packed = self._compress(data)
                self._put(write_number(len(packed)) + packed)
        self._pending, self._pending_bytes = [], 0

    def close(self):
        self._flush()


# Java's serialisation of byte[][]

_STREAM = b"\xac\xed\x00\x05"
_OUTER = b"ur\x00\x03[[BK\xfd\x19\x15gg\xdb7\x02\x00\x00xp"
_INNER = b"ur\x00\x02[B\xac\xf3\x17\xf8\x06\x08T\xe0\x02\x00\x00xp"
_INNER_AGAIN = b"uq\x00~\x00\x02"


def java_arrays(blobs):
    """`byte[][]` as java.io.ObjectOutputStream writes it."""
    parts = [_STREAM, _OUTER, struct.pack(">i", len(blobs))]
    for place, blob in enumerate(blobs):
        parts += [_INNER_AGAIN if place else _INNER, struct.pack(">i", len(blob)), blob]
    return b"".join(parts)


def blobs_of(data):
    """The byte arrays in what `java_arrays` wrote."""
    stream = io.BytesIO(data)
    if stream.read(len(_STREAM) + len(_OUTER)) != _STREAM + _OUTER:
        raise unsupported("reading an object file", "its objects are not pickled by Python", "read it in Scala or Java")
    blobs = []
    for _ in range(_unpacked(stream, "i")):
        kind = _exactly(stream, 2)
        if kind == b"q\x00":
            # The same array as an earlier one; handle 3 is the first array behind the two classes and the outer one.
            blobs.append(blobs[int.from_bytes(_exactly(stream, 3), "big") - 0x7E0003])
            continue
        _exactly(stream, (len(_INNER) if kind == _INNER[:2] else len(_INNER_AGAIN)) - 2)
        blobs.append(_exactly(stream, _unpacked(stream, "i")))
    return blobs


def pickled(stream, path, start, end):
    """Yields the objects of a split that saveAsPickleFile has written."""
    import pickle

    for _, value in read(stream, path, start, end):
        for blob in blobs_of(bytes(value)):
            yield from pickle.loads(blob)
