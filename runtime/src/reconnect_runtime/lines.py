"""Lines of text files as Hadoop's LineRecordReader finds them: ends are LF, CR or CRLF, and a split begins after the
first end at or behind its start and goes on to the first end at or behind its own end."""

import bz2
import codecs
import os
import re
import zlib

_BLOCK = 1 << 20
_BOM = b"\xef\xbb\xbf"
_END = re.compile(b"\r\n|\r|\n")
# Codecs of Hadoop that Python can read, by the ends of the names of their files.
READABLE = (".gz", ".bz2", ".deflate")
# Those that it cannot.
OTHERS = (".snappy", ".lz4", ".zst")


def is_splittable(path):
    """Whether TextInputFormat cuts the file."""
    return not path.endswith((".gz", ".deflate") + OTHERS)


def _replaced(error):
    """One U+FFFD for a malformed sequence, of the length that java.nio.charset finds: as Python, but for surrogates."""
    data, start, end = error.object, error.start, error.end
    if data[start] == 0xED and b"\xa0" <= data[start + 1 : start + 2] <= b"\xbf":
        end = start + 2
        if end < len(data) and 0x80 <= data[end] <= 0xBF:
            end += 1
    return "\ufffd", end


codecs.register_error("reconnect_java", _replaced)


def decoded(data):
    """Text as `org.apache.hadoop.io.Text` decodes it."""
    return data.decode("utf-8", "reconnect_java")


def replaced(data):
    """The bytes of what `decoded` makes of them."""
    try:
        data.decode("utf-8")
        return data
    except UnicodeDecodeError:
        return decoded(data).encode("utf-8")


def texts(stream, path, start, end, delimiter=None):
    """Yields the lines of a split as text."""
    for segment in segments(stream, path, start, end, delimiter):
        text = decoded(segment)
        if delimiter is None:
            if "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            lines = text.split("\n")
        else:
            lines = text.split(decoded(delimiter))
        if not lines[-1]:
            lines.pop()
        yield from lines


def encoded(stream, path, start, end):
    """Yields the lines of a split as bytes."""
    for segment in segments(stream, path, start, end, None):
        yield from replaced(segment).splitlines()


def numbered(stream, path, start, end, delimiter=None):
    """Yields (offset, text) for the lines of a split."""
    place = start if path.endswith(READABLE) or not start else boundary(stream, start, delimiter)
    for segment in segments(stream, path, start, end, delimiter, False):
        last = 0
        ends = re.escape(delimiter) if delimiter is not None else _END
        for found in re.finditer(ends, segment):
            yield place + last, decoded(_unmarked(segment[last : found.start()], place + last))
            last = found.end()
        if last < len(segment):
            yield place + last, decoded(_unmarked(segment[last:], place + last))
        place += len(segment)


def pieces(paths, count, split, iterator):
    """Step: yields pieces of `count` lines each, as NLineInputFormat cuts files. Their bounds lie one byte before the
    lines', as a split begins behind the first end of a line in it."""
    for path in paths:
        with open(path, "rb") as stream:
            begin, place, size = 0, 0, os.path.getsize(path)
            seen = 0
            for segment in segments(stream, path, 0, size, None, False):
                for line in segment.splitlines(True):
                    place += len(line)
                    seen += 1
                    if seen % count == 0:
                        yield path, max(0, begin - 1), place - 1
                        begin = place
            if begin < place:
                yield path, max(0, begin - 1), place - 1


def _unmarked(line, place):
    return line[3:] if place == 0 and line.startswith(_BOM) else line


def segments(stream, path, start, end, delimiter, unmark=True):
    """Yields the bytes of a split in pieces that end with the end of a line, but for the last of a file."""
    first = start == 0
    for segment in _whole_lines(_blocks(stream, path, start, end, delimiter), delimiter):
        if first and unmark and segment.startswith(_BOM):
            segment = segment[3:]
        first = False
        if segment:
            yield segment


def _blocks(stream, path, start, end, delimiter):
    if path.endswith(".bz2"):
        from reconnect_runtime import bzip2

        return bzip2.blocks(stream, start, end, delimiter)
    if path.endswith((".gz", ".deflate")):
        return inflated(stream)
    return _plain(stream, start, end, delimiter)


def _plain(stream, start, end, delimiter):
    stop = boundary(stream, end, delimiter)
    place = boundary(stream, start, delimiter) if start else 0
    stream.seek(place)
    while place < stop:
        block = stream.read(min(_BLOCK, stop - place))
        if not block:
            return
        place += len(block)
        yield block


def boundary(stream, place, delimiter):
    """Where the line begins that follows the first end of a line at or behind `place`; the size of the file if there
    is none."""
    stream.seek(place)
    carried = b""
    while True:
        block = stream.read(1 << 16)
        data = carried + block
        found = end_of_line(data, delimiter, not block)
        if found is not None:
            return place + found
        if not block:
            return place + len(data)
        keep = 1 if delimiter is None else len(delimiter)
        place += len(data) - len(data[-keep:])
        carried = data[-keep:]


def end_of_line(data, delimiter, complete):
    """Where the first line ends in `data`, its end included; a CR at the end counts if `complete`."""
    if delimiter is not None:
        found = data.find(delimiter)
        return None if found < 0 else found + len(delimiter)
    found = _END.search(data)
    if found is None or (not complete and found.group() == b"\r" and found.end() == len(data)):
        return None
    return found.end()


def _whole_lines(blocks, delimiter):
    carried = []
    for block in blocks:
        cut = _last_end(block, delimiter)
        if delimiter is not None and not cut and carried:
            # The delimiter may lie across two blocks.
            carried = [b"".join(carried) + block]
            cut = _last_end(carried[0], delimiter)
            block = carried.pop()
        if not cut:
            carried.append(block)
            continue
        carried.append(block[:cut])
        yield b"".join(carried)
        carried = [block[cut:]] if cut < len(block) else []
    if carried:
        yield b"".join(carried)


def _last_end(block, delimiter):
    if delimiter is not None:
        found = block.rfind(delimiter)
        return 0 if found < 0 else found + len(delimiter)
    # A CR at the end may be the first half of a CRLF.
    return max(block.rfind(b"\n"), block.rfind(b"\r", 0, len(block) - 1)) + 1


def inflated(stream):
    """Yields the content of a gzip or zlib file, of all its members."""
    inflater = zlib.decompressobj(47)
    data = stream.read(_BLOCK)
    while data:
        block = inflater.decompress(data, _BLOCK * 4)
        if block:
            yield block
        if inflater.eof:
            data = inflater.unused_data or stream.read(_BLOCK)
            inflater = zlib.decompressobj(47)
        else:
            data = inflater.unconsumed_tail or stream.read(_BLOCK)
            if not data and not inflater.eof:
                raise EOFError("Unexpected end of input stream")


def content(stream, path):
    """The whole content of a file, decompressed by the end of its name."""
    if path.endswith(".bz2"):
        return bz2.decompress(stream.read())
    if path.endswith((".gz", ".deflate")):
        return b"".join(inflated(stream))
    return stream.read()
