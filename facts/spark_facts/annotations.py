"""Python annotations as type expressions of the stub format (see STUBS.md)."""

from __future__ import annotations

import ast
import builtins
import re
from typing import List, Optional, Set

from .naming import Naming
from .sources import AliasRef, ClassRef, ExternalRef, Ref, Sources

GENERIC = {
    "List": "list", "Dict": "dict", "Set": "set", "FrozenSet": "frozenset", "Tuple": "tuple", "Type": "type",
    "DefaultDict": "dict", "OrderedDict": "dict", "Iterable": "iterable", "Iterator": "iterator", "Sequence": "sequence",
    "Collection": "sequence", "Mapping": "mapping", "MutableMapping": "mapping", "MutableSequence": "list",
    "ItemsView": "iterable", "KeysView": "iterable", "ValuesView": "iterable", "Generator": "iterator",
    "list": "list", "dict": "dict", "set": "set", "frozenset": "frozenset", "tuple": "tuple", "type": "type",
    "defaultdict": "dict",
}  # fmt: skip
TRANSPARENT = ("ClassVar", "Final", "Annotated", "Required", "NotRequired")
TYPING_MODULES = ("typing", "typing_extensions", "collections.abc", "collections", "builtins")
# Protocols that say what a class is only in a roundabout way.
STAND_INS = {
    "pyspark.sql._typing.UserDefinedFunctionLike": "pyspark.sql.udf.UserDefinedFunction",
    "pyspark._typing.SizedIterable": "iterable",
    "pyspark._typing.SupportsOrdering": "Any",
    "pyspark._typing.SupportsIAdd": "Any",
}
FOREIGN = {
    "pandas.core.frame.DataFrame": "pandas.DataFrame",
    "pandas.core.series.Series": "pandas.Series",
    "pyarrow.lib.Table": "pyarrow.Table",
}


class Annotations:
    """Converts annotations written in any module of the sources."""

    def __init__(self, sources: Sources, naming: Naming) -> None:
        self.sources = sources
        self.naming = naming

    def convert(self, node: Optional[ast.expr], module: str) -> str:
        return "Any" if node is None else self._convert(node, module, frozenset())

    def convert_text(self, text: str, module: str) -> str:
        """An annotation given as text; `Any` when it is none."""
        try:
            return self.convert(ast.parse(text.strip(), mode="eval").body, module)
        except SyntaxError:
            return "Any"

    def _convert(self, node: ast.expr, module: str, open_aliases: frozenset) -> str:
        if isinstance(node, ast.Constant):
            return self._constant(node, module, open_aliases)
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self._named(node, module, open_aliases)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return union([self._convert(n, module, open_aliases) for n in (node.left, node.right)])
        if isinstance(node, ast.Subscript):
            return self._subscript(node, module, open_aliases)
        return "Any"

    def _constant(self, node: ast.Constant, module: str, open_aliases: frozenset) -> str:
        if node.value is None:
            return "None"
        if node.value is Ellipsis:
            return "..."
        if isinstance(node.value, str):
            try:
                return self._convert(ast.parse(node.value.strip(), mode="eval").body, module, open_aliases)
            except SyntaxError:
                return "Any"
        return "Any"

    def _named(self, node: ast.expr, module: str, open_aliases: frozenset) -> str:
        dotted = ast.unparse(node)
        ref = self.sources.resolve(module, dotted) or self._inner_class(module, dotted)
        if ref is None:
            return dotted if hasattr(builtins, dotted) else "Any"
        return self._ref(ref, open_aliases)

    def _inner_class(self, module: str, name: str) -> Optional[Ref]:
        """A class written without the class that holds it, as annotations inside the holder do."""
        source = self.sources.module(module)
        holders = [n for n, b in source.bindings.items() if b.kind == "class"] if source is not None else []
        for holder in holders:
            inner = ClassRef(module, f"{holder}.{name}")
            if self.sources.class_node(inner) is not None:
                return inner
        return None

    def _ref(self, ref: Ref, open_aliases: frozenset) -> str:
        if isinstance(ref, ClassRef):
            name = STAND_INS.get(str(ref), self.naming.canonical(ref))
            return "Any" if "._typing." in name else name
        if isinstance(ref, AliasRef):
            return self._alias(ref, open_aliases)
        if isinstance(ref, ExternalRef):
            return self._external(ref.name)
        return "Any"

    def _alias(self, ref: AliasRef, open_aliases: frozenset) -> str:
        module = self.sources.module(ref.module)
        statement = module.bindings[ref.name].node if module is not None else None
        value = getattr(statement, "value", None)
        if ref in open_aliases or value is None:
            return "Any"
        if isinstance(value, ast.Call):
            made = ast.unparse(value.func)
            return f"'{variable(ref.name)}" if made.split(".")[-1] == "TypeVar" else "Any"
        return self._convert(value, ref.module, open_aliases | {ref})

    def _external(self, name: str) -> str:
        module, _, last = name.rpartition(".")
        if module in TYPING_MODULES:
            if last in GENERIC:
                return GENERIC[last]
            if last == "Self":
                return "Self"
            return "callable(...)->Any" if last == "Callable" else "str" if last in ("Text", "LiteralString") else "Any"
        return FOREIGN.get(name, name if module else "Any")

    def _subscript(self, node: ast.Subscript, module: str, open_aliases: frozenset) -> str:
        arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        dotted = ast.unparse(node.value)
        ref = self.sources.resolve(module, dotted)
        special = ref.name.rpartition(".")[2] if isinstance(ref, ExternalRef) and ref.name.startswith(TYPING_MODULES) else ""
        if special == "Literal":
            return union([literal_type(a) for a in arguments])
        if special == "Callable":
            return self._callable(arguments, module, open_aliases)
        converted = [self._convert(a, module, open_aliases) for a in arguments]
        if special == "Optional":
            return union(converted + ["None"])
        if special == "Union":
            return union(converted)
        if special in TRANSPARENT:
            return converted[0]
        base = self._convert(node.value, module, open_aliases)
        if base == "Any" or base.startswith("'"):
            return "Any"
        if special == "Generator":
            converted = converted[:1]
        if isinstance(ref, ExternalRef) and not special:
            return base
        if base == "tuple" and isinstance(node.slice, ast.Tuple) and not node.slice.elts:
            return "tuple[()]"
        return f"{base}[{','.join(converted)}]"

    def _callable(self, arguments: List[ast.expr], module: str, open_aliases: frozenset) -> str:
        if len(arguments) != 2:
            return "callable(...)->Any"
        result = self._convert(arguments[1], module, open_aliases)
        if "|" in outside_brackets(result):
            result = f"({result})"
        if not isinstance(arguments[0], ast.List):
            return f"callable(...)->{result}"
        return f"callable({','.join(self._convert(a, module, open_aliases) for a in arguments[0].elts)})->{result}"


def union(types: List[str]) -> str:
    """The union, flat and without repetition; unknown swallows everything."""
    parts: List[str] = []
    for each in types:
        parts += split_union(each)
    if "Any" in parts:
        return "Any"
    return "|".join(dict.fromkeys(parts)) or "Any"


def split_union(text: str) -> List[str]:
    return split(text, "|")


def split(text: str, separator: str) -> List[str]:
    """Splits at a separator outside brackets."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(text):
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == separator and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return parts + [text[start:]]


def outside_brackets(text: str) -> str:
    while True:
        shorter = re.sub(r"\([^()\[\]]*\)|\[[^()\[\]]*\]", "", text)
        if shorter == text:
            return text
        text = shorter


def variable(name: str) -> str:
    """The name of a type variable without the mark of its variance."""
    return re.sub(r"_(co|contra)$", "", name).lstrip("_")


def variables(text: str) -> Set[str]:
    return set(re.findall(r"'(\w+)", text))


def literal_type(node: ast.expr) -> str:
    return type(node.value).__name__ if isinstance(node, ast.Constant) and node.value is not None else "None"
