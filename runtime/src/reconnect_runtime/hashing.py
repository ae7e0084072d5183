"""Where a key goes: the hash that classic PySpark partitions by, the same in every process; and Spark's other hashes.

Classic PySpark ships PYTHONHASHSEED=0 to its workers; the workers of a Connect server have whatever the server was
started with. Where that differs, strings are hashed here by the function that CPython uses with the key 0.
"""

import struct
import sys

_MASK = 0xFFFFFFFFFFFFFFFF

_PROBE = "reconnect"


def portable_hash(key):
    """The hash by which `RDD.partitionBy` places a key: like `hash`, but None is 0 and tuples mix their items.

    Mirrors `pyspark.core.rdd.portable_hash` without asking for PYTHONHASHSEED.
    """
    if key is None:
        return 0
    if isinstance(key, tuple):
        mixed = 0x345678
        for item in key:
            mixed ^= portable_hash(item)
            mixed *= 1000003
            mixed &= sys.maxsize
        mixed ^= len(key)
        return -2 if mixed == -1 else int(mixed)
    if seeded():
        return hash(key)
    return _unseeded(key)


_seeded = None


def seeded():
    """True if strings hash in this process as they do with PYTHONHASHSEED=0."""
    global _seeded
    if _seeded is None:
        _seeded = hash(_PROBE) == _string_hash(_PROBE)
    return _seeded


def _unseeded(key):
    kind = type(key)
    if kind is str:
        return _cached_string_hash(key)
    if kind is bytes:
        return _bytes_hash(key)
    if kind in (int, float, bool, complex):
        return hash(key)
    if isinstance(key, frozenset):
        return _frozenset_hash(key)
    if type(key).__hash__ is object.__hash__:
        return hash(key)
    if isinstance(key, str):
        return _cached_string_hash(str(key))
    if kind.__module__ in ("decimal", "fractions", "uuid", "enum", "builtins"):
        return hash(key)
    if kind.__module__ == "datetime":
        return _datetime_hash(key)
    raise TypeError(
        "a key of type %s.%s cannot be placed: its hash may differ between the workers of this server, which run "
        "without PYTHONHASHSEED=0; start the server with PYTHONHASHSEED=0, or use keys of built-in types"
        % (kind.__module__, kind.__qualname__)
    )


def _datetime_hash(key):
    import datetime

    if isinstance(key, datetime.datetime) and key.utcoffset() is not None:
        since_start = key.replace(tzinfo=None, fold=0) - datetime.datetime(1, 1, 1)
        return hash(since_start + datetime.timedelta(1) - key.utcoffset())
    if isinstance(key, datetime.timedelta):
        return hash(key)
    if isinstance(key, (datetime.date, datetime.time)):
        state = key.replace(fold=0).__reduce__()[1][0] if not type(key) is datetime.date else key.__reduce__()[1][0]
        return _bytes_hash(state)
    return hash(key)


def _frozenset_hash(key):
    """CPython's frozenset.__hash__ (Objects/setobject.c) over portable hashes of the items."""
    mixed = 0
    for item in key:
        value = portable_hash(item) & _MASK
        mixed ^= ((value ^ 89869747) ^ ((value << 16) & _MASK)) * 3644798167 & _MASK
    mixed ^= (len(key) + 1) * 1927868237 & _MASK
    mixed ^= (mixed >> 11) ^ (mixed >> 25)
    mixed = (mixed * 69069 + 907133923) & _MASK
    if mixed == _MASK:
        mixed = 590923713
    return mixed - (1 << 64) if mixed >> 63 else mixed


_strings = {}


def _cached_string_hash(text):
    value = _strings.get(text)
    if value is None:
        if len(_strings) > 100_000:
            _strings.clear()
        value = _strings[text] = _string_hash(text)
    return value


def _string_hash(text):
    """hash(text) in a CPython with PYTHONHASHSEED=0: SipHash of the characters as they lie in memory."""
    if not text:
        return 0
    widest = max(text)
    if widest < "\u0100":
        return _bytes_hash(text.encode("latin-1"))
    if widest < "\U00010000":
        return _bytes_hash(text.encode("utf-16-%s" % _order(), "surrogatepass"))
    return _bytes_hash(text.encode("utf-32-%s" % _order(), "surrogatepass"))


def _order():
    return "le" if sys.byteorder == "little" else "be"


def _bytes_hash(data):
    if not data:
        return 0
    rounds = (1, 3) if sys.hash_info.algorithm == "siphash13" else (2, 4)
    value = _siphash(data, rounds)
    value = value - (1 << 64) if value >> 63 else value
    return -2 if value == -1 else value


def _siphash(data, rounds):
    """SipHash with the all-zero key, which PYTHONHASHSEED=0 selects (Python/bootstrap_hash.c)."""
    a, b, c, d = 0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573
    whole = len(data) & ~7
    last = int.from_bytes(data[whole:], "little") | (len(data) & 0xFF) << 56
    words = struct.unpack("<%dQ" % (whole // 8), data[:whole])
    for word in words + (last,):
        d ^= word
        for _ in range(rounds[0]):
            a, b, c, d = _round(a, b, c, d)
        a ^= word
    c ^= 0xFF
    for _ in range(rounds[1]):
        a, b, c, d = _round(a, b, c, d)
    return a ^ b ^ c ^ d


def _round(a, b, c, d):
    a = (a + b) & _MASK
    b = (b << 13 | b >> 51) & _MASK ^ a
    a = (a << 32 | a >> 32) & _MASK
    c = (c + d) & _MASK
    d = (d << 16 | d >> 48) & _MASK ^ c
    a = (a + d) & _MASK
    d = (d << 21 | d >> 43) & _MASK ^ a
    c = (c + b) & _MASK
    b = (b << 17 | b >> 47) & _MASK ^ c
    c = (c << 32 | c >> 32) & _MASK
    return a, b, c, d


def murmur3(data, seed):
    """scala.util.hashing.MurmurHash3.bytesHash, and Murmur3_x86_32 of Spark for four bytes: an unsigned int."""
    mixed = seed & 0xFFFFFFFF
    whole = len(data) & ~3
    for start in range(0, whole, 4):
        mixed ^= _murmur_word(int.from_bytes(data[start : start + 4], "little"))
        mixed = (mixed << 13 | mixed >> 19) & 0xFFFFFFFF
        mixed = mixed * 5 + 0xE6546B64 & 0xFFFFFFFF
    if whole < len(data):
        mixed ^= _murmur_word(int.from_bytes(data[whole:], "little"))
    mixed ^= len(data)
    mixed ^= mixed >> 16
    mixed = mixed * 0x85EBCA6B & 0xFFFFFFFF
    mixed ^= mixed >> 13
    mixed = mixed * 0xC2B2AE35 & 0xFFFFFFFF
    return mixed ^ mixed >> 16


def _murmur_word(word):
    word = word * 0xCC9E2D51 & 0xFFFFFFFF
    word = (word << 15 | word >> 17) & 0xFFFFFFFF
    return word * 0x1B873593 & 0xFFFFFFFF


class XorShiftRandom:
    """org.apache.spark.util.random.XORShiftRandom: the same numbers for the same seed."""

    def __init__(self, seed):
        data = (seed & _MASK).to_bytes(8, "big")
        low = murmur3(data, 0x3C074A61)
        self._state = murmur3(data, low) << 32 | low

    def bits(self, width):
        """The next `width` bits."""
        state = self._state
        state ^= state << 21 & _MASK
        state ^= state >> 35
        state ^= state << 4 & _MASK
        self._state = state
        return state & (1 << width) - 1

    def below(self, bound):
        """java.util.Random.nextInt(bound)."""
        number = self.bits(31)
        if bound & (bound - 1) == 0:
            return bound * number >> 31
        while True:
            value = number % bound
            if number - value + bound - 1 < 1 << 31:
                return value
            number = self.bits(31)
