"""The sources of one installed PySpark as trees, and what a name in them means. Nothing is imported, so any release can be read."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Set, Tuple, Union

# Packages that no program imports, or that only Spark's own processes run.
SKIPPED = (
    "pyspark.examples",
    "pyspark.cloudpickle",
    "pyspark.daemon",
    "pyspark.errors_doc_gen",
    "pyspark.ml.connect.proto",
    "pyspark.pandas.missing",
    "pyspark.pandas.supported_api_gen",
    "pyspark.pandas.usage_logging",
    "pyspark.python",
    "pyspark.ml.param._shared_params_code_gen",
    "pyspark.sql.connect.proto",
    "pyspark.sql.streaming.proto",
    "pyspark.sql.worker",
    "pyspark.worker",
)


@dataclass(frozen=True)
class ClassRef:
    """A class by the module that defines it."""

    module: str
    name: str

    def __str__(self) -> str:
        return f"{self.module}.{self.name}"


@dataclass(frozen=True)
class FunctionRef:
    module: str
    name: str


@dataclass(frozen=True)
class ModuleRef:
    name: str


@dataclass(frozen=True)
class AliasRef:
    """A name bound to an expression at module level: a type alias, a type variable or a plain value."""

    module: str
    name: str


@dataclass(frozen=True)
class ExternalRef:
    """Something outside PySpark, by its qualified name."""

    name: str


Ref = Union[ClassRef, FunctionRef, ModuleRef, AliasRef, ExternalRef]


@dataclass
class Binding:
    """How a module binds a name."""

    kind: str  # class, function, value, import
    node: ast.AST
    target: str = ""  # an import: the module, and after a colon the name in it
    typing_only: bool = False
    overloads: List[ast.FunctionDef] = field(default_factory=list)


@dataclass
class ModuleSource:
    """One module: its bindings and its star imports."""

    name: str
    path: Path
    tree: ast.Module
    bindings: Dict[str, Binding] = field(default_factory=dict)
    stars: List[str] = field(default_factory=list)

    @property
    def is_package(self) -> bool:
        return self.path.stem == "__init__"

    @cached_property
    def declared_all(self) -> Optional[List[str]]:
        """The names of `__all__`, as far as they are written as literals."""
        found: Optional[List[str]] = None
        for statement in self.tree.body:
            if isinstance(statement, (ast.Assign, ast.AugAssign)):
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                if any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets):
                    literals = [n.value for n in ast.walk(statement.value) if isinstance(n, ast.Constant)]
                    found = (found or []) + [v for v in literals if isinstance(v, str)]
        return found


class Sources:
    """All modules of the PySpark under a `site-packages` folder, read when asked for."""

    def __init__(self, site_packages: Path) -> None:
        self.root = site_packages
        self._modules: Dict[str, Optional[ModuleSource]] = {}
        if not (site_packages / "pyspark" / "__init__.py").is_file():
            raise FileNotFoundError(f"no pyspark in {site_packages}")

    @cached_property
    def version(self) -> str:
        scope: Dict[str, str] = {}
        exec((self.root / "pyspark" / "version.py").read_text(encoding="utf-8"), scope)
        return scope["__version__"]

    def module(self, name: str) -> Optional[ModuleSource]:
        if name not in self._modules:
            self._modules[name] = self._read(name)
        return self._modules[name]

    def module_names(self) -> List[str]:
        """Every module that a program may import, public ones and those of the implementation."""
        names = []
        for path in sorted((self.root / "pyspark").rglob("*.py")):
            parts = list(path.relative_to(self.root).with_suffix("").parts)
            if "tests" in parts:
                continue
            if parts[-1] == "__init__":
                parts.pop()
            name = ".".join(parts)
            if not any(name == s or name.startswith(s + ".") for s in SKIPPED):
                names.append(name)
        return sorted(names)

    def classes(self) -> Iterator[Tuple[ClassRef, ast.ClassDef]]:
        """Every class, nested ones after the class that holds them."""
        for name in self.module_names():
            module = self.module(name)
            assert module is not None
            for bound, binding in module.bindings.items():
                if binding.kind == "class":
                    assert isinstance(binding.node, ast.ClassDef)
                    yield from self._nested(ClassRef(name, bound), binding.node)

    def class_node(self, ref: ClassRef) -> Optional[ast.ClassDef]:
        module = self.module(ref.module)
        if module is None:
            return None
        first, *rest = ref.name.split(".")
        binding = module.bindings.get(first)
        node = binding.node if binding is not None and binding.kind == "class" else None
        for part in rest:
            inner = [c for c in getattr(node, "body", []) if isinstance(c, ast.ClassDef) and c.name == part]
            node = inner[0] if inner else None
        return node if isinstance(node, ast.ClassDef) else None

    def resolve(self, module_name: str, dotted: str) -> Optional[Ref]:
        """What a dotted name written in a module means."""
        first, *rest = dotted.split(".")
        ref = self._resolve_name(module_name, first, set())
        for part in rest:
            if ref is None:
                return None
            ref = self._member(ref, part)
        return ref

    def exports(self, module_name: str) -> List[str]:
        """What `from module import *` brings."""
        module = self.module(module_name)
        if module is None:
            return []
        if module.declared_all is not None:
            return list(dict.fromkeys(module.declared_all))
        names = [n for n, b in module.bindings.items() if not n.startswith("_") and not b.typing_only]
        for star in module.stars:
            names += self.exports(star)
        return list(dict.fromkeys(names))

    def _nested(self, ref: ClassRef, node: ast.ClassDef) -> Iterator[Tuple[ClassRef, ast.ClassDef]]:
        yield ref, node
        for inner in node.body:
            if isinstance(inner, ast.ClassDef):
                yield from self._nested(ClassRef(ref.module, f"{ref.name}.{inner.name}"), inner)

    def _member(self, ref: Ref, part: str) -> Optional[Ref]:
        if isinstance(ref, ModuleRef):
            return self._resolve_name(ref.name, part, set())
        if isinstance(ref, ExternalRef):
            return ExternalRef(f"{ref.name}.{part}")
        if isinstance(ref, ClassRef):
            inner = ClassRef(ref.module, f"{ref.name}.{part}")
            return inner if self.class_node(inner) is not None else None
        return None

    def _resolve_name(self, module_name: str, name: str, seen: Set[Tuple[str, str]]) -> Optional[Ref]:
        if (module_name, name) in seen:
            return None
        seen.add((module_name, name))
        module = self.module(module_name)
        if module is None:
            return None
        binding = module.bindings.get(name)
        if binding is not None:
            return self._resolve_binding(module_name, name, binding, seen)
        for star in module.stars:
            if name in self.exports(star):
                found = self._resolve_name(star, name, seen)
                if found is not None:
                    return found
        if module.is_package and self.module(f"{module_name}.{name}") is not None:
            return ModuleRef(f"{module_name}.{name}")
        return None

    def _resolve_binding(self, module_name: str, name: str, binding: Binding, seen: Set[Tuple[str, str]]) -> Optional[Ref]:
        if binding.kind == "class":
            return ClassRef(module_name, name)
        if binding.kind == "function":
            return FunctionRef(module_name, name)
        if binding.kind == "value":
            return AliasRef(module_name, name)
        source, _, imported = binding.target.partition(":")
        if not source.startswith("pyspark"):
            return ExternalRef(f"{source}.{imported}" if imported else source)
        if not imported:
            return ModuleRef(source)
        found = self._resolve_name(source, imported, seen)
        if found is not None:
            return found
        submodule = f"{source}.{imported}"
        return ModuleRef(submodule) if self.module(submodule) is not None else None

    def _read(self, name: str) -> Optional[ModuleSource]:
        base = self.root.joinpath(*name.split("."))
        # A .pyi beside a module says more than the module.
        for path in (base.with_suffix(".pyi"), base / "__init__.pyi", base.with_suffix(".py"), base / "__init__.py"):
            if path.is_file():
                module = ModuleSource(name, path, ast.parse(path.read_text(encoding="utf-8")))
                _Binder(module).bind(module.tree.body, False)
                return module
        return None


class _Binder:
    """Fills in what a module's statements bind, also inside `if` and `try`."""

    def __init__(self, module: ModuleSource) -> None:
        self.module = module

    def bind(self, statements: List[ast.stmt], typing_only: bool) -> None:
        for statement in statements:
            self._bind(statement, typing_only)

    def _bind(self, statement: ast.stmt, typing_only: bool) -> None:
        if isinstance(statement, ast.ClassDef):
            self._put(statement.name, Binding("class", statement, typing_only=typing_only))
        elif isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self._bind_function(statement, typing_only)
        elif isinstance(statement, ast.Import):
            for name in statement.names:
                bound = name.asname or name.name.split(".")[0]
                target = name.name if name.asname else name.name.split(".")[0]
                self._put(bound, Binding("import", statement, target, typing_only))
        elif isinstance(statement, ast.ImportFrom):
            self._bind_from(statement, typing_only)
        elif isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name) and target.id != "__all__":
                    self._put(target.id, Binding("value", statement, typing_only=typing_only))
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            self._put(statement.target.id, Binding("value", statement, typing_only=typing_only))
        elif isinstance(statement, ast.If):
            only = typing_only or "TYPE_CHECKING" in ast.dump(statement.test)
            self.bind(statement.body, only)
            self.bind(statement.orelse, typing_only)
        elif isinstance(statement, ast.Try):
            self.bind(statement.body, typing_only)
            for handler in statement.handlers:
                self.bind(handler.body, typing_only)
            self.bind(statement.orelse + statement.finalbody, typing_only)

    def _bind_function(self, statement: Union[ast.FunctionDef, ast.AsyncFunctionDef], typing_only: bool) -> None:
        earlier = self.module.bindings.get(statement.name)
        binding = Binding("function", statement, typing_only=typing_only)
        if earlier is not None and earlier.kind == "function":
            binding.overloads = earlier.overloads
        if is_overload(statement):
            binding.overloads.append(statement)  # type: ignore[arg-type]
        self.module.bindings[statement.name] = binding

    def _bind_from(self, statement: ast.ImportFrom, typing_only: bool) -> None:
        source = statement.module or ""
        if statement.level:
            parts = self.module.name.split(".")
            keep = len(parts) - statement.level + (1 if self.module.is_package else 0)
            source = ".".join(parts[:keep] + ([source] if source else []))
        for name in statement.names:
            if name.name == "*":
                self.module.stars.append(source)
            else:
                self._put(name.asname or name.name, Binding("import", statement, f"{source}:{name.name}", typing_only))

    def _put(self, name: str, binding: Binding) -> None:
        # What is really bound at run time wins over a name imported for annotations only, and
        # the first of several branches wins: it is the one for a full installation.
        earlier = self.module.bindings.get(name)
        if earlier is None or (earlier.typing_only and not binding.typing_only):
            self.module.bindings[name] = binding


def is_overload(function: ast.AST) -> bool:
    return any(decorator_name(d) == "overload" for d in getattr(function, "decorator_list", []))


def decorator_name(decorator: ast.expr) -> str:
    """The last part of a decorator's name: `property` for `@property`, `setter` for `@x.setter`."""
    if isinstance(decorator, ast.Call):
        decorator = decorator.func
    return decorator.attr if isinstance(decorator, ast.Attribute) else getattr(decorator, "id", "")
