"""Writes values as Python source that a person reads in a test: short ones in a line, others an element a line."""

import datetime
import decimal
import math

WIDTH = 120
_STEP = 4
_PLAIN = (type(None), bool, int, str, bytes)


class NoLiteral(Exception):
    """Why a value has no readable source."""


def source(value, indent=_STEP, before=0):
    """The source of a value in a line that is indented and has so many characters before it."""
    flat = _flat(value)
    if indent + before + len(flat) <= WIDTH or not isinstance(value, (list, tuple, dict)) or not value:
        return flat
    inner = " " * (indent + _STEP)
    opening, closing = {dict: "{}", list: "[]"}.get(type(value), "()")
    if isinstance(value, dict):
        parts = [_flat(key) + ": " + source(item, indent + _STEP, len(_flat(key)) + 3) for key, item in value.items()]
    else:
        parts = [source(item, indent + _STEP, 1) for item in value]
    return opening + "\n" + "".join(inner + part + ",\n" for part in parts) + " " * indent + closing


def unordered(values):
    """In the order that tests put values in whose order is open."""
    return sorted(values, key=repr)


def _flat(value):
    kind = type(value)
    if kind is str:
        return _text(value)
    if kind in _PLAIN:
        return repr(value)
    if kind is bytearray:
        return repr(bytes(value))
    if kind is float:
        if math.isnan(value):
            raise NoLiteral("NaN equals nothing")
        return 'float("%s")' % value if math.isinf(value) else repr(value)
    if kind is decimal.Decimal:
        return 'Decimal("%s")' % value
    if kind in (datetime.date, datetime.datetime, datetime.timedelta, datetime.time):
        return repr(value)
    if kind is list:
        return "[" + ", ".join(map(_flat, value)) + "]"
    if isinstance(value, tuple):  # a Row equals a tuple
        return "(" + ", ".join(map(_flat, value)) + (",)" if len(value) == 1 else ")")
    if kind is dict:
        return "{" + ", ".join(_flat(key) + ": " + _flat(item) for key, item in value.items()) + "}"
    if kind in (set, frozenset) and value:
        return "{" + ", ".join(sorted(map(_flat, value))) + "}"
    raise NoLiteral("a %s has no readable form" % kind.__name__)


def _text(text):
    """In double quotes, as formatters have it, unless that takes more escapes."""
    plain = repr(text)
    if plain[0] == "'" and '"' not in text:
        return '"' + plain[1:-1].replace("\\'", "'") + '"'
    return plain
