"""Turns Python and Spark values into JSON that keeps every difference a program could notice.

Each value is an object whose "t" names its type exactly: `Row`, `tuple` and `list` differ, so do `int`, `float` and
`numpy.int64`. What is not a value (modules, functions, sessions, columns) becomes `{"t": "opaque"}`.
"""

import datetime
import decimal
import enum
import math
import pathlib
import types
import uuid

MAX_ROWS = 50_000
MAX_NODES = 400_000
MAX_DEPTH = 40
MAX_TEXT = 1_000_000

_OPAQUE_TYPES = (
    types.ModuleType,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.GeneratorType,
    types.CoroutineType,
    type,
)


class TooLarge(Exception):
    """The value has more parts than we are willing to write down."""


def _defines(kind, name):
    """Whether a class or a parent has it. Stand-ins for Java answer to every name, with an error that is not AttributeError."""
    return any(name in vars(parent) for parent in type.mro(kind))


class Encoder:
    """Encodes values; remembers frames by identity, so that each is computed once, before its session stops."""

    def __init__(self, replace=lambda text: text):
        self._replace = replace
        self._frames = {}
        self._nodes = 0
        self.sealed = False  # if set, frames that were not computed before are unavailable: their session has ended

    def encode(self, value):
        self._nodes = 0
        try:
            return self._encode(value, 0, ())
        except TooLarge:
            return {"t": "opaque", "class": _class_name(type(value)), "why": "too large"}
        except RecursionError:
            return {"t": "opaque", "class": _class_name(type(value)), "why": "too deep"}

    def _encode(self, value, depth, path):
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise TooLarge()
        if depth > MAX_DEPTH:
            return {"t": "opaque", "class": _class_name(type(value)), "why": "too deep"}
        kind = type(value)
        simple = self._simple(value, kind)
        if simple is not None:
            return simple
        if any(value is seen for seen in path):
            return {"t": "cycle"}
        path = path + (value,)
        if isinstance(value, tuple):
            return self._tuple(value, kind, depth, path)
        if isinstance(value, list):
            return {"t": _class_name(kind), "v": self._all(value, depth, path)}
        if isinstance(value, (set, frozenset)):
            return {"t": _class_name(kind), "v": self._all(value, depth, path)}
        if isinstance(value, dict):
            pairs = [
                [self._encode(key, depth + 1, path), self._encode(item, depth + 1, path)]
                for key, item in value.items()
            ]
            return {"t": _class_name(kind), "v": pairs}
        return self._foreign(value, kind, depth, path)

    def _all(self, values, depth, path):
        return [self._encode(item, depth + 1, path) for item in values]

    def _simple(self, value, kind):
        if value is None:
            return {"t": "None"}
        if kind is bool:
            return {"t": "bool", "v": value}
        if kind is int:
            return {"t": "int", "v": str(value) if value.bit_length() < 10_000 else hex(value)}
        if kind is float:
            return {"t": "float", "v": float_text(value)}
        if kind is str:
            return {"t": "str", "v": self._text(value)}
        if kind is complex:
            return {"t": "complex", "v": repr(value)}
        if kind in (bytes, bytearray):
            if len(value) > MAX_TEXT:
                raise TooLarge()
            return {"t": kind.__name__, "v": bytes(value).hex()}
        if kind is decimal.Decimal:
            return {"t": "Decimal", "v": str(value)}
        if kind in (datetime.datetime, datetime.date, datetime.time):
            return {"t": kind.__name__, "v": value.isoformat()}
        if kind is datetime.timedelta:
            return {"t": "timedelta", "v": repr((value.days, value.seconds, value.microseconds))}
        if kind is uuid.UUID:
            return {"t": "UUID", "v": str(value)}
        if kind is range:
            return {"t": "range", "v": repr(value)}
        if isinstance(value, pathlib.PurePath):
            return {"t": "Path", "v": self._text(str(value))}
        if isinstance(value, enum.Enum):
            return {"t": "enum", "v": kind.__name__ + "." + value.name}
        if isinstance(value, _OPAQUE_TYPES):
            return {"t": "opaque", "class": _class_name(kind)}
        return None

    def _text(self, text):
        if len(text) > MAX_TEXT:
            raise TooLarge()
        return self._replace(text).encode("utf-8", "backslashreplace").decode("utf-8")

    def _tuple(self, value, kind, depth, path):
        if _class_name(kind) == "pyspark.Row":
            names = getattr(value, "__fields__", None)
            return {"t": "Row", "n": None if names is None else [str(n) for n in names], "v": self._all(value, depth, path)}
        fields = getattr(kind, "_fields", None)
        if isinstance(fields, tuple):
            return {"t": "namedtuple", "class": kind.__name__, "n": list(fields), "v": self._all(value, depth, path)}
        return {"t": _class_name(kind), "v": self._all(value, depth, path)}

    def _foreign(self, value, kind, depth, path):
        module = (kind.__module__ or "").split(".")[0]
        if module in ("pyspark", "reconnect_runtime"):
            return self._spark(value, kind, depth, path)
        if module == "numpy":
            return self._numpy(value, kind, depth, path)
        if module == "pandas":
            return self._pandas(value, kind, depth, path)
        if isinstance(value, BaseException):
            from reconnect_runtime.observe import failures

            return {"t": "exception", "v": failures.describe(value)["signature"]}
        if isinstance(value, (int, float, str)):
            return {"t": _class_name(kind), "v": self._text(repr(value))}
        return self._object(value, kind, depth, path)

    def _object(self, value, kind, depth, path):
        """An instance of a class of the program itself: its attributes. Of any other class we know nothing."""
        if kind.__module__ not in ("__main__", "__reconnect_main__"):
            return {"t": "opaque", "class": _class_name(kind)}
        fields = getattr(value, "__dict__", None)
        if fields is None:
            return {"t": "opaque", "class": kind.__name__}
        attributes = [[{"t": "str", "v": name}, self._encode(item, depth + 1, path)] for name, item in fields.items()]
        attributes = [pair for pair in attributes if pair[1]["t"] != "opaque"]
        return {"t": "object", "class": kind.__name__, "v": attributes}

    def _spark(self, value, kind, depth, path):
        name = kind.__name__
        if name == "DataFrame" and ".pandas" not in kind.__module__:
            return self._once(value, lambda: self._frame(value, depth, path))
        if name in ("RDD", "PipelinedRDD"):
            return self._once(value, lambda: self._rdd(value, depth, path))
        if ".pandas" in kind.__module__ and name in ("DataFrame", "Series", "Index", "MultiIndex"):
            return self._once(value, lambda: {"t": "pandas-on-spark", "v": self._encode(value.to_pandas(), depth, path)})
        if _defines(kind, "jsonValue") and _defines(kind, "typeName"):
            return {"t": "DataType", "v": value.json()}
        if _defines(kind, "toArray") and ".linalg" in kind.__module__:
            return {"t": name, "v": self._text(repr(value))}
        return {"t": "opaque", "class": _class_name(kind)}

    def _once(self, value, compute):
        known = self._frames.get(id(value))
        if known is not None and known[0] is value:
            return known[1]
        if self.sealed:
            return {"t": "opaque", "class": _class_name(type(value)), "why": "its session has ended"}
        encoded = self._guarded(value, compute)
        self._frames[id(value)] = (value, encoded)
        return encoded

    def _guarded(self, value, compute):
        try:
            return compute()
        except (TooLarge, RecursionError):
            return {"t": "opaque", "class": _class_name(type(value)), "why": "too large"}
        except Exception as error:
            from reconnect_runtime.observe import failures

            failure = failures.describe(error)
            if "maxResultSize" in failure["message"]:
                return {"t": "opaque", "class": _class_name(type(value)), "why": "too large"}
            return {"t": _kind_of_frame(value), "error": failure["signature"]}

    def _frame(self, value, depth, path):
        if value.isStreaming:
            return {"t": "opaque", "class": "pyspark.DataFrame", "why": "streaming"}
        schema = [[field.name, field.dataType.simpleString()] for field in value.schema.fields]
        rows = value.collect()
        if len(rows) > MAX_ROWS:
            raise TooLarge()
        return {"t": "DataFrame", "schema": schema, "v": [self._all(row, depth + 1, path) for row in rows]}

    def _rdd(self, value, depth, path):
        elements = value.take(MAX_ROWS + 1)
        if len(elements) > MAX_ROWS:
            raise TooLarge()
        return {"t": "RDD", "v": self._all(elements, depth, path)}

    def _numpy(self, value, kind, depth, path):
        import numpy

        if isinstance(value, numpy.ndarray):
            if value.size > MAX_NODES:
                raise TooLarge()
            return {
                "t": "numpy.ndarray",
                "dtype": str(value.dtype),
                "shape": list(value.shape),
                "v": self._all(value.ravel().tolist(), depth, path),
            }
        if isinstance(value, numpy.generic):
            plain = value.item()
            if type(plain) is kind:
                return {"t": "numpy." + kind.__name__, "v": self._text(repr(value))}
            return {"t": "numpy." + kind.__name__, "v": self._encode(plain, depth + 1, path)}
        return {"t": "opaque", "class": _class_name(kind)}

    def _pandas(self, value, kind, depth, path):
        import pandas

        if isinstance(value, pandas.DataFrame):
            if value.size > MAX_NODES:
                raise TooLarge()
            return {
                "t": "pandas.DataFrame",
                "schema": [[self._text(str(name)), str(dtype)] for name, dtype in zip(value.columns, value.dtypes)],
                "index": self._index(value.index, depth, path),
                "v": [self._all(row, depth + 1, path) for row in value.itertuples(index=False, name=None)],
            }
        if isinstance(value, pandas.Series):
            return {
                "t": "pandas.Series",
                "dtype": str(value.dtype),
                "name": self._encode(value.name, depth + 1, path),
                "index": self._index(value.index, depth, path),
                "v": self._all(list(value), depth, path),
            }
        if isinstance(value, pandas.Index):
            return {"t": "pandas.Index", "v": self._index(value, depth, path)}
        if value is pandas.NaT or value is pandas.NA:
            return {"t": str(value)}
        if isinstance(value, pandas.Timestamp):
            return {"t": "pandas.Timestamp", "v": value.isoformat()}
        if isinstance(value, pandas.Timedelta):
            return {"t": "pandas.Timedelta", "v": value.isoformat()}
        return {"t": "opaque", "class": _class_name(kind)}

    def _index(self, index, depth, path):
        return self._all(list(index), depth, path)


def float_text(value):
    """The shortest text that reads back as the same float; a NaN is a NaN, whatever its bits."""
    if math.isnan(value):
        return "nan"
    return repr(value)


def _kind_of_frame(value):
    return "RDD" if "RDD" in type(value).__name__ else "DataFrame"




def _class_name(kind):
    """A name that is the same for classic and Connect classes, and that is short for built-in types."""
    module = kind.__module__ or ""
    if module == "builtins":
        return kind.__name__
    if module.split(".")[0] in ("pyspark", "reconnect_runtime"):
        return "pyspark." + kind.__name__
    if module in ("__main__", "collections"):
        return kind.__name__
    return module + "." + kind.__name__
