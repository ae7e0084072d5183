"""The types of elements: a shape says which types were seen at a place, and what containers hold.

A shape is a dict from an alternative to the shapes inside it: `{("int",): [], ("tuple", 2): [first, second]}`.
Workers fill one for each traced operation and send it back with what tasks send anyway. This module goes to workers of
classic Spark as text, and imports nothing but Python's own modules at its top.
"""

import itertools
import random

# The number under which shapes travel among accumulators, far from those that programs get.
CHANNEL = 0x5EC0_11EC
# Among the shapes that a task sends back: how often looking failed.
TROUBLES = -1
# Elements at the start of a split that are looked at, and the gaps between later ones: about 2^k elements.
FIRST = 10
_GAPS = range(4, 15)
_INSIDE = 5
_ALTERNATIVES = 16
_DEPTH = 6
_WIDTH = 32
_FIELDS = 256

_PLAIN = {
    type(None): ("None",),
    bool: ("bool",),
    float: ("float",),
    str: ("str",),
    bytes: ("bytes",),
    bytearray: ("bytearray",),
    complex: ("complex",),
}
_INT = ("int",)
_WIDE = ("int", "wide")
_MORE = ("...",)
# Their own iteration is known to end once and for all, so that it may be asked again.
_SAFE = (type(x for x in ()), map, filter, zip, itertools.chain, itertools.islice, type(iter([])), type(iter(range(0))))


def observe(shape, value, depth=0):
    """Adds the type of a value to a shape. Runs no code of the value's own class."""
    kind = type(value)
    plain = _PLAIN.get(kind)
    if plain is not None:
        if plain not in shape:
            _kids(shape, plain, 0)
        return
    if kind is int:
        plain = _INT if -(1 << 63) <= value < 1 << 63 else _WIDE
        if plain not in shape:
            _kids(shape, plain, 0)
        return
    if depth >= _DEPTH:
        _kids(shape, _MORE, 0)
    elif issubclass(kind, tuple):
        _tuple(shape, kind, value, depth)
    elif issubclass(kind, (list, set, frozenset)):
        base = list if issubclass(kind, list) else set if issubclass(kind, set) else frozenset
        kids = _kids(shape, (_named(kind, base),), 1)
        _each(kids, base.__iter__(value), depth)
    elif issubclass(kind, dict):
        kids = _kids(shape, (_named(kind, dict),), 2)
        if kids:
            for key, item in itertools.islice(dict.items(value), _INSIDE):
                observe(kids[0], key, depth + 1)
                observe(kids[1], item, depth + 1)
    elif kind.__name__ == "ResultIterable" and type(vars(value).get("data")) is list:
        _each(_kids(shape, ("ResultIterable",), 1), value.data, depth)
    else:
        _kids(shape, (_qualified(kind),), 0)


def _tuple(shape, kind, value, depth):
    size = tuple.__len__(value)
    fields = None
    row = kind.__name__ == "Row" and kind.__module__ == "pyspark.sql.types"
    if kind is not tuple:
        fields = getattr(value, "__fields__", None) if row else getattr(kind, "_fields", None)
    if fields is not None and len(fields) == size <= _FIELDS and all(type(name) is str for name in fields):
        key = ("Row" if row else _qualified(kind), "fields") + tuple(fields)
    elif size <= _WIDTH:
        key = (_named(kind, tuple), size)
    else:
        _each(_kids(shape, (_named(kind, tuple),), 1), tuple.__iter__(value), depth)
        return
    for kid, item in zip(_kids(shape, key, size), tuple.__iter__(value)):
        observe(kid, item, depth + 1)


def _each(kids, items, depth):
    if kids:
        for item in itertools.islice(items, _INSIDE):
            observe(kids[0], item, depth + 1)


def _kids(shape, key, count):
    kids = shape.get(key)
    if kids is None:
        if len(shape) >= _ALTERNATIVES:
            shape.setdefault(_MORE, [])
            return []
        kids = shape[key] = [{} for _ in range(count)]
    return kids


def _named(kind, base):
    return base.__name__ if kind is base else _qualified(kind)


def _qualified(kind):
    module = kind.__module__
    return kind.__qualname__ if module == "builtins" else "%s.%s" % (module, kind.__qualname__)


def merge(shape, other):
    """Adds a shape to another; says whether that changed it."""
    changed = False
    for key, kids in other.items():
        mine = shape.get(key)
        if mine is None:
            if key == _MORE or len(shape) < _ALTERNATIVES:
                shape[key] = kids
                changed = True
            elif _MORE not in shape:
                shape[_MORE] = []
                changed = True
            continue
        for left, right in zip(mine, kids):
            if right and merge(left, right):
                changed = True
    return changed


def sampled(number, shapes, split, iterator):
    """The same elements, with the types of some noted as those of operation `number`, as they are asked for; `shapes()`
    is what the task sends back."""
    try:
        kind = type(iterator)
        if kind in (list, tuple, range):
            shape = shapes().setdefault(number, {})
            for element in iterator[:FIRST]:
                observe(shape, element)
            return iterator
        if not hasattr(kind, "__next__"):
            return iterator
        told = shapes()
        return itertools.chain.from_iterable(_pieces(told, told.setdefault(number, {}), split, iterator))
    except Exception:
        _failed(shapes)
        return iterator


def _failed(shapes):
    try:
        told = shapes()
        told[TROUBLES] = told.get(TROUBLES, 0) + 1
    except Exception:
        pass


def _pieces(told, shape, split, iterator):
    seen = []
    yield _noted(told, shape, iterator, FIRST, seen)
    if len(seen) < FIRST:
        return
    if isinstance(iterator, _SAFE):
        chosen = random.Random(split)
        for power in _GAPS:
            yield itertools.islice(iterator, chosen.randrange(1 << power, 2 << power))
            before = len(seen)
            yield _noted(told, shape, iterator, 1, seen)
            if len(seen) == before:
                return
    yield iterator


def _noted(told, shape, iterator, count, seen):
    for element in itertools.islice(iterator, count):
        try:
            observe(shape, element)
        except Exception:
            told[TROUBLES] = told.get(TROUBLES, 0) + 1
        seen.append(None)
        yield element


def of_worker():
    """The shapes of the runtime's task."""
    from reconnect_runtime import worker

    return worker.channel(CHANNEL)


def of_accumulators():
    """The shapes of a task of classic Spark."""
    from pyspark import accumulators

    found = accumulators._accumulatorRegistry.get(CHANNEL)
    if found is None:
        # Its constructor puts it where the worker looks for what to send when the task ends.
        found = accumulators.Accumulator(CHANNEL, {}, None)
    return found._value


def to_json(shape):
    """A list with an object for each alternative, sorted."""
    return [_alternative(key, kids) for key, kids in sorted(shape.items(), key=lambda pair: list(map(str, pair[0])))]


def _alternative(key, kids):
    found = {"type": key[0]}
    inner = [to_json(kid) for kid in kids]
    if key == _WIDE:
        found["wide"] = True
    elif key[1:2] == ("fields",):
        found.update(fields=list(key[2:]), items=inner)
    elif len(key) == 2:
        found["items"] = inner
    elif len(kids) == 2:
        found.update(key=inner[0], value=inner[1])
    elif len(kids) == 1:
        found["each"] = inner[0]
    return found
