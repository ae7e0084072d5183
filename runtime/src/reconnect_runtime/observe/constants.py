"""Finds the constants that a program may compare its data with, in its code and in the SQL that its texts hold."""

import ast
import re

from reconnect_runtime.observe import plan

_MOST = 30
_LONGEST = 40
_LARGEST = 1 << 63
_NUMBER_IN_TEXT = re.compile(r"(?<![\w.:/-])-?\d+(?:\.\d+)?(?![\w.:/-])")
_TEXT_IN_TEXT = re.compile(r"'([^'\n]{1,40})'|\"([^\"\n]{1,40})\"")


def of(paths):
    """A dict: `numbers` (below 2**63) and `texts` in the order of their first occurrence in the files, as many as are of use."""
    numbers, texts = {}, {}
    for path in paths:
        for node in _nodes(path):
            if isinstance(node, ast.Constant):
                _note(node.value, numbers, texts)
    return {"numbers": list(numbers)[:_MOST], "texts": list(texts)[:_MOST]}


def _nodes(path):
    try:
        if path.endswith(".ipynb"):
            return ast.walk(ast.parse("\n".join(plan.cells(path))))
        with open(path, "rb") as stream:
            return ast.walk(ast.parse(stream.read()))
    except (OSError, SyntaxError, ValueError):
        return ()


def _note(value, numbers, texts):
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _LARGEST:
        numbers.setdefault(value)
    elif isinstance(value, str):
        within = _TEXT_IN_TEXT.findall(value)
        for single, double in within:
            texts.setdefault(single or double)
        if not within and 0 < len(value) <= _LONGEST and value.isprintable():
            texts.setdefault(value)
        for number in _NUMBER_IN_TEXT.findall(value):
            _note(float(number) if "." in number else int(number), numbers, texts)
