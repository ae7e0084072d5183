"""Splits of bzip2 files: Hadoop gives each block to the split in which it begins."""

import bz2

from reconnect_runtime import lines

_BLOCK = 0x314159265359
_END = 0x177245385090


def blocks(stream, start, end, delimiter):
    """Yields the decompressed bytes of the lines that belong to a split."""
    stream.seek(0)
    data = stream.read()
    marks = [(place, True) for place in _places(data, _BLOCK)] + [(place, False) for place in _places(data, _END)]
    marks.sort()
    found = [(place, marks[k + 1][0]) for k, (place, opens) in enumerate(marks) if opens and k + 1 < len(marks)]
    if not found and data:
        # Nothing in it, or nothing that is bzip2: the library knows.
        yield bz2.decompress(data)
        return
    first = next((k for k, (place, _) in enumerate(found) if place >= start * 8), len(found)) if start else 0
    after = next((k for k, (place, _) in enumerate(found) if place >= end * 8), len(found))
    if first >= after:
        return
    content = _Content(data, found, first)
    if first:
        content.skip_line(delimiter)
        if not content.is_before(after):
            return
    yield from content.until(after)
    yield from content.line(delimiter)


class _Content:
    """The decompressed bytes from a block on."""

    def __init__(self, data, found, block):
        self._data = data
        self._found = found
        self._block = block
        self._rest = b""

    def _next(self):
        if self._block >= len(self._found):
            return b""
        start, end = self._found[self._block]
        self._block += 1
        return _decompressed(self._data, start, end)

    def skip_line(self, delimiter):
        for _ in self.line(delimiter):
            pass

    def until(self, block):
        """What is left of the blocks before `block`."""
        if self._rest:
            yield self._rest
        self._rest = b""
        while self._block < block:
            yield self._next()

    def line(self, delimiter):
        """Yields the bytes up to the first end of a line, and keeps what follows."""
        data = self._rest
        found = lines.end_of_line(data, delimiter, False)
        while found is None:
            more = self._next()
            data += more
            found = lines.end_of_line(data, delimiter, not more)
            if not more:
                break
        end = len(data) if found is None else found
        self._rest = data[end:]
        yield data[:end]

    def is_before(self, block):
        return self._block <= block


def _places(data, magic):
    """The places of 48 bits in the data, in bits."""
    for shift in range(8):
        pattern = (magic << (8 - shift)).to_bytes(7, "big")
        inner = pattern[1:6]
        place = data.find(inner)
        while place >= 0:
            if place:
                word = int.from_bytes(data[place - 1 : place + 6].ljust(7, b"\0"), "big")
                if (word >> (8 - shift)) & ((1 << 48) - 1) == magic:
                    yield (place - 1) * 8 + shift
            place = data.find(inner, place + 1)


def _decompressed(data, start, end):
    """One block, made a file of its own."""
    width = end - start
    word = int.from_bytes(data[start // 8 : (end + 7) // 8], "big") >> (-end % 8) & ((1 << width) - 1)
    check = word >> (width - 80) & 0xFFFFFFFF
    word = (word << 48 | _END) << 32 | check
    width += 80
    word <<= -width % 8
    return bz2.decompress(b"BZh9" + word.to_bytes((width + 7) // 8, "big"))
