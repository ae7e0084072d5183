"""Which functions of a task do something that is seen, or give something else, when they run a second time."""

import functools
import sys
import types

from reconnect_runtime.session import installed_folders
from reconnect_runtime.shared import Accumulator

# Functions of these give something else at each call.
_MODULES = frozenset(["numpy.random", "random", "secrets", "time", "uuid"])
_NAMES = frozenset(["now", "today", "urandom", "utcnow"])

_EMPTY = types.CellType()

# A function that reaches more than this many others is taken for one that has effects: a wrong yes costs time alone.
_MOST = 500


def repeats_differ(value):
    """Whether running what `value` reaches twice may show: it adds to an accumulator, or asks for chance or the time.

    `value` is a function, a `functools.partial`, or an object or tuple that holds such. Functions are followed through
    closures, defaults and the globals that their code names, as long as they belong to the program.
    """
    return _Walk().found(value)


class _Walk:
    def __init__(self):
        self._seen = {}
        self._functions = 0

    def found(self, start):
        waiting = [start]
        while waiting:
            value = waiting.pop()
            if id(value) in self._seen:
                continue
            self._seen[id(value)] = value  # alive, so that no other object gets its id
            self._functions += isinstance(value, types.FunctionType)
            if self._functions > _MOST or self._differs(value):
                return True
            waiting.extend(self._reached(value))
        return False

    @staticmethod
    def _differs(value):
        if isinstance(value, Accumulator):
            return True
        if isinstance(value, types.FunctionType):
            return any(not _NAMES.isdisjoint(code.co_names) for code in _codes(value.__code__))
        if isinstance(value, types.ModuleType):
            return value.__name__ in _MODULES
        return (_module(value) if callable(value) else _module(type(value))) in _MODULES

    def _reached(self, value):
        if isinstance(value, functools.partial):
            return [value.func, *value.args, *value.keywords.values()]
        if isinstance(value, types.MethodType):
            return [value.__func__, value.__self__]
        if isinstance(value, types.BuiltinMethodType):
            return [value.__self__]
        if isinstance(value, types.FunctionType):
            return _of_function(value) if _of_program(value) else _of_closure(value)
        if isinstance(value, tuple):
            return value
        if isinstance(value, type):
            return [member for member in vars(value).values() if callable(member)] if _of_program(value) else ()
        if _of_program(type(value)) or _module(type(value)).startswith("reconnect_runtime."):
            return [type(value), *getattr(value, "__dict__", {}).values()]
        return ()


def _codes(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def _of_closure(function):
    cells = [cell.cell_contents for cell in function.__closure__ or () if cell != _EMPTY]
    return [*cells, *(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]


def _of_function(function):
    """What it closes over, and the globals that it names; of a module, the members that it may mean."""
    reached = list(_of_closure(function))
    for code in _codes(function.__code__):
        for name in code.co_names:
            value = function.__globals__.get(name)
            if isinstance(value, types.ModuleType):
                members = (getattr(value, member, None) for member in code.co_names)
                reached.extend(member for member in members if callable(member) or isinstance(member, types.ModuleType))
            if value is not None:
                reached.append(value)
    return reached


def _module(value):
    return getattr(value, "__module__", None) or getattr(type(value), "__module__", None) or ""


def _of_program(value):
    """Whether a function or class is of the program, and not of Python, a library or the runtime."""
    name = _module(value)
    if name == "__main__":
        return True
    if name == "builtins" or name.split(".", 1)[0] in ("reconnect_runtime", "pyspark"):
        return False
    path = getattr(sys.modules.get(name), "__file__", None)
    return path is not None and not path.startswith(installed_folders())
