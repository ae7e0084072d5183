"""Where in a program's text a call stands: the file with the hash of its content, and the span as `ast` has it.

Python 3.11 and later know the span of each instruction. A call on a chain of several lines starts there at its
attribute's line, so that the whole span is looked up by its end in the tree of the source. Before 3.11 there is a line.
"""

import ast
import hashlib
import itertools
import linecache
import os
import warnings

# Sources larger than this are not parsed: their sites keep what the instruction says.
_LARGEST = 4 << 20


class Site:
    """`span` is (line, column, end line, end column), lines from 1 and columns in UTF-8 bytes from 0; or (line,)."""

    __slots__ = ("file", "span", "function")

    @property
    def key(self):
        return self.file.number, self.span

    def __init__(self, file, span, function):
        self.file = file
        self.span = span
        self.function = function

    def to_json(self):
        names = ("line", "column", "end_line", "end_column")
        found = {"file": self.file.number}
        found.update(zip(names, self.span))
        if self.function is not None:
            found["function"] = self.function
        return found


class File:
    """A text of the program. `content` says where it was found: on disk, in memory (a cell), nowhere."""

    def __init__(self, number, path, data, content):
        self.number = number
        self.path = path
        self.content = content
        self.sha256 = None if data is None else hashlib.sha256(data).hexdigest()
        self._data = data
        self._tree = None

    def tree(self):
        """The syntax tree; None if there is none to be had."""
        if self._tree is None:
            self._tree = _parsed(self._data) or False
            self._data = None
            if self._tree:
                self._ends = _ends(self._tree)
        return self._tree or None

    def span_of(self, position):
        """The span of the call, attribute or operation at an instruction's position."""
        if self.tree() is None:
            return position
        # What ends there and begins no later; an operator has no such, and its instruction knows its whole span.
        found = [span for span in self._ends.get(position[2:], ()) if span[:2] <= position[:2]]
        return max(found, default=position)


def _parsed(data):
    if data is None or len(data) > _LARGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(data)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _ends(tree):
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Call, ast.Attribute)):
            found.setdefault((node.end_lineno, node.end_col_offset), []).append(span(node))
    return found


def span(node):
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


class Sites:
    """The sites of one process, each made once."""

    def __init__(self):
        self._folder = os.getcwd()
        self._paths = {}
        self._files = {}

    def at(self, frame):
        """The site of the instruction that a frame is at."""
        code = frame.f_code
        file = self.file(code.co_filename, frame.f_globals)
        position = None
        if hasattr(code, "co_positions"):
            line, end_line, column, end_column = next(itertools.islice(code.co_positions(), frame.f_lasti // 2, None))
            if None not in (line, column, end_line, end_column):
                position = (line, column, end_line, end_column)
        spanned = (frame.f_lineno,) if position is None else file.span_of(position)
        function = getattr(code, "co_qualname", code.co_name)
        return Site(file, spanned, None if function == "<module>" else function)

    def file(self, name, variables=None):
        path = self._paths.get(name)
        if path is None:
            path = self._paths[name] = os.path.normpath(os.path.join(self._folder, name))
        file = self._files.get(path)
        if file is None:
            file = self._files[path] = self._read(len(self._files) + 1, name, path, variables)
        return file

    def all(self):
        """The files that have been met, each path once, in the order of their numbers."""
        return list(self._files.values())

    @staticmethod
    def _read(number, name, path, variables):
        try:
            with open(path, "rb") as stream:
                return File(number, path, stream.read(), "disk")
        except OSError:
            pass
        lines = linecache.getlines(name, variables)
        if lines:
            return File(number, name, "".join(lines).encode("utf-8"), "memory")
        return File(number, name, None, "none")
