"""Type stubs of one PySpark release, written by the format of STUBS.md."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Optional, Set, Tuple

from .annotations import Annotations, split_union, union, variables
from .naming import IMPLEMENTATIONS, Naming, is_public_module
from .sources import AliasRef, ClassRef, ExternalRef, FunctionRef, ModuleRef, Sources, decorator_name, is_overload

# Which file knows what; the longest prefix wins.
FILES = {
    "py4j": "core",
    "pyspark": "core",
    "pyspark.errors": "other",
    "pyspark.logger": "other",
    "pyspark.ml": "ml",
    "pyspark.mllib": "mllib",
    "pyspark.pandas": "pandas",
    "pyspark.pipelines": "other",
    "pyspark.serializers": "other",
    "pyspark.shuffle": "other",
    "pyspark.sql": "sql",
    "pyspark.sql.connect.functions": "functions",
    "pyspark.sql.connect.streaming": "streaming",
    "pyspark.sql.functions": "functions",
    "pyspark.sql.streaming": "streaming",
    "pyspark.streaming": "streaming",
    "pyspark.testing": "other",
}
# Private members that programs are known to use.
USED_PRIVATE_MEMBERS = frozenset(
    """_jvm _jsc _jdf _jc _jsparkSession _jreader _jwrite _jconf _jcatalog _jrdd _jrdd_deserializer _jwrapped _sc _ssql_ctx _session
    _gateway _conf _active_spark_context _instantiatedSession _inferSchema _createFromLocal _create_shell_session _ensure_initialized
    _getActiveSessionOrCreate _wrapped _jsqlContext _jssc _jdstream _jtf _to_java_object_rdd _pickled _jbroadcast _java_obj _jseq _jmap
    _jcols _show_string _explain_string _repr_html_ _unit_test _spark _jgd _jdstream _ml_connect _collect_as_arrow
    _serialize_to_jvm _getJavaStorageLevel _judf _jsq _jsqm _jaccumulator _jst""".split()
)
USED_SPECIAL_METHODS = frozenset(
    """__init__ __call__ __getitem__ __setitem__ __delitem__ __getattr__ __enter__ __exit__ __iter__ __next__ __len__ __contains__ __eq__
    __ne__ __lt__ __le__ __gt__ __ge__ __add__ __radd__ __sub__ __rsub__ __mul__ __rmul__ __truediv__ __rtruediv__ __div__ __rdiv__ __mod__
    __rmod__ __pow__ __rpow__ __neg__ __and__ __rand__ __or__ __ror__ __xor__ __invert__ __floordiv__ __rfloordiv__ __matmul__ __abs__
    __iadd__ __bool__ __hash__ __str__ __dir__""".split()
) - {"__hash__", "__str__", "__dir__"}
PROPERTIES = frozenset(["property", "classproperty", "cached_property", "lazy_property", "abstractproperty"])
INTERNAL_MODULES = (
    "pyspark.errors.utils",
    "pyspark.logger.worker_io",
    "pyspark.pandas.data_type_ops",
    "pyspark.pandas.internal",
    "pyspark.pipelines.init_cli",
    "pyspark.sql.pandas.serializers",
    "pyspark.sql.connect",
    "pyspark.sql.classic",
    "pyspark.testing.connectutils",
    "pyspark.testing.mlutils",
    "pyspark.testing.streamingutils",
)


@dataclass
class Section:
    """A `class` or `module` line and the lines below it."""

    header: str
    lines: List[str] = field(default_factory=list)
    used: bool = False

    def text(self) -> str:
        return "\n".join([self.header, *self.lines]) + "\n"


class StubWriter:
    """Derives the sections of all stub files."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.naming = Naming(sources)
        self.annotations = Annotations(sources, self.naming)

    def sections(self) -> Dict[str, List[Section]]:
        """The sections of each file, modules first."""
        by_file: Dict[str, List[Section]] = {name: [] for name in sorted(set(FILES.values()))}
        for module in self._modules():
            by_file[file_of(module)].append(self._module(module, module))
        for legacy, module in sorted(self.naming.legacy_modules.items()):
            by_file[file_of(legacy)].append(self._module(legacy, module))
        for ref, node in self._classes():
            section = self._class(ref, node)
            by_file[file_of(self.naming.canonical(ref))].append(section)
        return by_file

    def texts(self, handwritten: Path) -> Dict[str, str]:
        """The text of every file, by name."""
        texts = {}
        by_hand = read_sections(handwritten.read_text(encoding="utf-8"))
        for name, sections in self.sections().items():
            sections = [override(s, by_hand) for s in sections]
            sections += [s for header, s in by_hand.items() if file_of(header.split()[1]) == name and not s.used]
            head = f"# Derived from PySpark {self.sources.version}. Format: facts/STUBS.md.\n"
            body = "\n".join(section.text() for section in sections)
            texts[f"{name}.stub"] = f"{head}\n{body}"
        texts["index.tsv"] = "".join(f"{prefix}\t{file}.stub\n" for prefix, file in FILES.items())
        return texts

    def _modules(self) -> List[str]:
        return [
            name
            for name in self.sources.module_names()
            if is_public_module(name) and not is_internal(name) or name == "pyspark.sql.connect.functions"
        ]

    def _classes(self) -> List[Tuple[ClassRef, ast.ClassDef]]:
        """Public classes, and private ones that they inherit from."""
        every = dict(self.sources.classes())
        wanted: Dict[ClassRef, ast.ClassDef] = {}
        waiting = [r for r, n in every.items() if self._is_wanted(r)]
        while waiting:
            ref = waiting.pop()
            if ref in wanted or ref not in every:
                continue
            wanted[ref] = every[ref]
            for base in every[ref].bases:
                target = base.value if isinstance(base, ast.Subscript) else base
                found = self.sources.resolve(ref.module, ast.unparse(target))
                if isinstance(found, ClassRef) and "._typing" not in found.module:
                    waiting.append(found)
        return sorted(wanted.items(), key=lambda item: self.naming.canonical(item[0]))

    def _is_wanted(self, ref: ClassRef) -> bool:
        if self.naming.public_counterpart(ref) is not None or is_internal(ref.module):
            return False
        return not any(part.startswith("_") for part in self.naming.canonical(ref).split("."))

    # ---- modules

    def _module(self, name: str, source_name: str) -> Section:
        section = Section(f"module {name}")
        module = self.sources.module(source_name)
        assert module is not None
        names: List[str] = list(self.sources.exports(source_name))
        runtime = [n for n, b in module.bindings.items() if not b.typing_only and (not n.startswith("_") or n in names)]
        for star in module.stars:
            runtime += self.sources.exports(star)
        for bound in sorted(dict.fromkeys(names + runtime)):
            section.lines += self._module_member(name, source_name, bound)
        if names:
            section.lines.append("names " + " ".join(names))
        return section

    def _module_member(self, section_name: str, module: str, bound: str) -> List[str]:
        ref = self.sources.resolve(module, bound)
        if isinstance(ref, FunctionRef):
            qualified = self.naming.canonical(ref)
            if qualified == f"{section_name}.{bound}":
                return self._function_lines(ref)
            return [f"reexport {bound} = {qualified}"]
        if isinstance(ref, ClassRef):
            qualified = self.naming.canonical(ref)
            return [] if qualified == f"{section_name}.{bound}" else [f"reexport {bound} = {qualified}"]
        if isinstance(ref, ModuleRef):
            return [] if ref.name == f"{section_name}.{bound}" else [f"reexport {bound} = {ref.name}"]
        if isinstance(ref, AliasRef):
            return self._value_line(ref.module, ref.name, bound)
        return []

    def _value_line(self, module: str, name: str, bound: str) -> List[str]:
        source = self.sources.module(module)
        statement = source.bindings[name].node if source is not None else None
        if isinstance(statement, ast.AnnAssign):
            return [f"value {bound}: {self.annotations.convert(statement.annotation, module)}"]
        assert isinstance(statement, ast.Assign)
        made = self._value_type(statement.value, module)
        if made is None:
            return []
        return [f"value {bound}: {made}"]

    def _value_type(self, value: ast.expr, module: str) -> Optional[str]:
        """The type of a value as far as its expression shows it; None for type aliases and type variables."""
        if isinstance(value, ast.Constant):
            return type(value.value).__name__ if value.value is not None else "None"
        if isinstance(value, ast.UnaryOp):
            return self._value_type(value.operand, module)
        if isinstance(value, (ast.List, ast.ListComp)):
            return "list"
        if isinstance(value, (ast.Dict, ast.DictComp)):
            return "dict"
        if isinstance(value, ast.Tuple):
            return "tuple"
        if isinstance(value, ast.Call):
            called = ast.unparse(value.func)
            if called.split(".")[-1] in ("TypeVar", "NewType", "ParamSpec", "namedtuple"):
                return None
            ref = self.sources.resolve(module, called)
            return self.naming.canonical(ref) if isinstance(ref, ClassRef) else "Any"
        return None if isinstance(value, (ast.Subscript, ast.Name, ast.Attribute)) else "Any"

    # ---- classes

    def _class(self, ref: ClassRef, node: ast.ClassDef) -> Section:
        own_variables = self._class_variables(ref, node)
        header = f"class {self.naming.canonical(ref)}"
        if own_variables:
            header += "[" + ",".join(f"'{v}" for v in own_variables) + "]"
        section = Section(header)
        section.lines += [f"alias {a}" for a in self.naming.aliases(ref)]
        section.lines += [f"base {b}" for b in self._bases(ref, node)]
        members = _ClassMembers(self, ref, node, own_variables)
        section.lines += members.lines()
        return section

    def _class_variables(self, ref: ClassRef, node: ast.ClassDef) -> List[str]:
        generic = [b for b in node.bases if isinstance(b, ast.Subscript) and ast.unparse(b.value).split(".")[-1] == "Generic"]
        found: List[str] = []
        for base in generic or [b for b in node.bases if isinstance(b, ast.Subscript)]:
            for name in re.findall(r"'(\w+)", self._base_type(base, ref.module)):
                if name not in found:
                    found.append(name)
        return found

    def _bases(self, ref: ClassRef, node: ast.ClassDef) -> List[str]:
        converted = [
            self._base_type(base, ref.module)
            for base in node.bases
            if ast.unparse(base).split("[")[0].split(".")[-1] not in ("Generic", "object", "ABC", "Protocol")
        ]
        return [b for b in converted if b != "Any" and not b.startswith("'")]

    def _base_type(self, base: ast.expr, module: str) -> str:
        if isinstance(base, ast.Subscript) and ast.unparse(base.value).split(".")[-1] == "Generic":
            elements = base.slice.elts if isinstance(base.slice, ast.Tuple) else [base.slice]
            return ",".join(self.annotations.convert(e, module) for e in elements)
        return self.annotations.convert(base, module)

    # ---- functions

    def _function_lines(self, ref: FunctionRef) -> List[str]:
        module = self.sources.module(ref.module)
        assert module is not None
        binding = module.bindings[ref.name]
        functions = binding.overloads or [binding.node]
        name = self.naming.canonical(ref).rpartition(".")[2]
        return [f"func {name}{self.signature(f, ref.module, receiver=False)}" for f in functions]  # type: ignore[arg-type]

    def signature(self, function: ast.FunctionDef, module: str, receiver: bool, class_name: str = "", class_variables: Tuple[str, ...] = ()) -> str:
        """`(x: int) -> str`, with a pattern for `self` where the declaration has one that says something."""
        parameters = self._parameters(function, module, receiver)
        self_type = ""
        first = (function.args.posonlyargs + function.args.args)[:1]
        if receiver and first and first[0].annotation is not None:
            self_type = self.annotations.convert(first[0].annotation, module)
        bound = variables(self_type + " ".join(parameters)) | set(class_variables)
        result = without_unbound(self._returns(function, module), bound)
        text = f"({', '.join(parameters)}) -> {result}"
        if not self_type or self_type in ("Any", class_name):
            return text
        if self_type.startswith("'"):
            return re.sub(rf"{self_type}\b", "Self", text)
        if re.fullmatch(rf"{re.escape(class_name)}\[(?:'\w+)(?:,'\w+)*\]", self_type):
            return self._rename(text, self_type, class_variables)
        return f"({', '.join([f'self: {self_type}', *parameters])}) -> {result}"

    def _rename(self, text: str, self_type: str, class_variables: Tuple[str, ...]) -> str:
        """A receiver whose variables are plain needs no pattern: they are the variables of the class."""
        written = re.findall(r"'(\w+)", self_type)
        mapping = dict(zip(written, class_variables))
        clash = (variables(text) - set(written)) & set(class_variables)
        text = re.sub(r"'(\w+)", lambda m: f"'{m[1]}0" if m[1] in clash else f"'{mapping.get(m[1], m[1])}", text)
        return text

    def _parameters(self, function: ast.FunctionDef, module: str, receiver: bool) -> List[str]:
        arguments = function.args
        positional = arguments.posonlyargs + arguments.args
        defaults = [False] * (len(positional) - len(arguments.defaults)) + [True] * len(arguments.defaults)
        rendered = []
        for index, (argument, has_default) in enumerate(zip(positional, defaults)):
            rendered.append(self._parameter(argument, module, has_default))
            if arguments.posonlyargs and index == len(arguments.posonlyargs) - 1:
                rendered.append("/")
        if receiver and positional:
            rendered = rendered[1:]
            if rendered[:1] == ["/"]:
                rendered = rendered[1:]
        if arguments.vararg is not None:
            rendered.append("*" + self._parameter(arguments.vararg, module, False))
        elif arguments.kwonlyargs:
            rendered.append("*")
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
            rendered.append(self._parameter(argument, module, default is not None))
        if arguments.kwarg is not None:
            rendered.append("**" + self._parameter(arguments.kwarg, module, False))
        return rendered

    def _parameter(self, argument: ast.arg, module: str, has_default: bool) -> str:
        annotated = self.annotations.convert(argument.annotation, module)
        return f"{argument.arg}: {annotated}" + (" = ..." if has_default else "")

    def _returns(self, function: ast.FunctionDef, module: str) -> str:
        if function.returns is not None:
            return self.annotations.convert(function.returns, module)
        if function.name == "__init__":
            return "None"
        return self._documented(ast.get_docstring(function) or "", module)

    def _documented(self, doc: str, module: str) -> str:
        """The type that a docstring's `Returns` section names."""
        match = re.search(r"^Returns\n-+\n(.+)$", doc, re.M) or re.search(r"^:returns?:\s*(.+)$", doc, re.M)
        if match is None:
            return "Any"
        text = re.sub(r":(?:class|py:class):`[~.]?([\w.]+)`", r"\1", match[1]).replace("``", "").strip()
        text = re.sub(r"\s+or\s+", "|", text)
        named = [self._documented_name(part.strip(), module) for part in text.split("|")]
        return union([n for n in named]) if all(named) else "Any"

    def _documented_name(self, text: str, module: str) -> str:
        simple = {"str": "str", "string": "str", "int": "int", "bool": "bool", "float": "float", "list": "list", "dict": "dict", "None": "None", "bytes": "bytes"}  # fmt: skip
        if text in simple:
            return simple[text]
        if not re.fullmatch(r"[\w.]+", text):
            return ""
        ref = self.sources.resolve(module, text)
        return self.naming.canonical(ref) if isinstance(ref, ClassRef) else ""


class _ClassMembers:
    """The lines of one class's members, in the order of declaration."""

    def __init__(self, writer: StubWriter, ref: ClassRef, node: ast.ClassDef, class_variables: List[str]) -> None:
        self.writer = writer
        self.ref = ref
        self.node = node
        self.class_variables = tuple(class_variables)
        self.class_name = writer.naming.canonical(ref)
        self.found: Dict[str, List[str]] = {}

    def lines(self) -> List[str]:
        self._visit(self.node.body)
        for name in [n for n, lines in self.found.items() if not lines]:
            del self.found[name]
        self._instance_attributes()
        self._implementation_attributes()
        return [line for lines in self.found.values() for line in lines]

    def _visit(self, statements: List[ast.stmt]) -> None:
        for statement in statements:
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                self._function(statement)  # type: ignore[arg-type]
            elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                self._put_attribute(statement.target.id, self._convert(statement.annotation))
            elif isinstance(statement, ast.Assign):
                for target in statement.targets:
                    if isinstance(target, ast.Name):
                        self._assigned(target.id, statement.value)
            elif isinstance(statement, (ast.If, ast.Try)):
                self._visit(statement.body)
                self._visit(statement.orelse)

    def _function(self, function: ast.FunctionDef) -> None:
        name = function.name
        if not is_used(name):
            return
        decorators = {decorator_name(d) for d in function.decorator_list}
        if decorators & {"setter", "deleter"}:
            return
        if decorators & PROPERTIES:
            self.found[name] = [f"prop {name}: {self._property_type(function)}"]
            return
        keyword = "staticdef" if "staticmethod" in decorators else "classdef" if "classmethod" in decorators else "def"
        signature = self.writer.signature(
            function, self.ref.module, keyword != "staticdef", self.class_name, self.class_variables
        )
        line = f"{keyword} {name}{signature}"
        earlier = self.found.get(name, [])
        if is_overload(function):
            self.found[name] = earlier + [line]
            self._overloaded.add(name)
        elif name not in self._overloaded:
            self.found[name] = [line]

    @property
    def _overloaded(self) -> Set[str]:
        return self.__dict__.setdefault("_overloaded_names", set())

    def _property_type(self, function: ast.FunctionDef) -> str:
        signature = self.writer.signature(function, self.ref.module, True, self.class_name, self.class_variables)
        return signature.rpartition(") -> ")[2]

    def _assigned(self, name: str, value: ast.expr) -> None:
        if not is_used(name):
            return
        if isinstance(value, ast.Name) and value.id in self.found:
            renamed = [re.sub(rf"^(\w+) {value.id}\b", rf"\1 {name}", line) for line in self.found[value.id]]
            self.found[name] = renamed
            return
        self._put_attribute(name, self.writer._value_type(value, self.ref.module) or "Any")

    def _put_attribute(self, name: str, type_text: str) -> None:
        if is_used(name) and name not in self.found:
            self.found[name] = [f"attr {name}: {type_text}"]

    def _instance_attributes(self) -> None:
        """What the initialiser puts on `self`, typed by its parameters."""
        for function in self.node.body:
            if isinstance(function, ast.FunctionDef) and function.name in ("__init__", "_do_init"):
                parameters = {a.arg: a.annotation for a in function.args.args + function.args.kwonlyargs}
                for statement in ast.walk(function):
                    self._instance_attribute(statement, parameters)

    def _instance_attribute(self, statement: ast.AST, parameters: Dict[str, Optional[ast.expr]]) -> None:
        if isinstance(statement, ast.AnnAssign) and is_self_attribute(statement.target):
            self._put_attribute(statement.target.attr, self._convert(statement.annotation))  # type: ignore[union-attr]
        if not isinstance(statement, ast.Assign):
            return
        for target in statement.targets:
            if is_self_attribute(target):
                self._put_attribute(target.attr, self._value_type(statement.value, parameters))  # type: ignore[attr-defined]

    def _value_type(self, value: ast.expr, parameters: Dict[str, Optional[ast.expr]]) -> str:
        if isinstance(value, ast.Name) and parameters.get(value.id) is not None:
            return self._convert(parameters[value.id])
        if isinstance(value, ast.Constant) and value.value is None:
            return "Any"
        return self.writer._value_type(value, self.ref.module) or "Any"

    def _implementation_attributes(self) -> None:
        """Attributes of the classic implementation that programs reach for."""
        for implementation in self.writer.naming.implementations(self.ref):
            if not implementation.module.startswith("pyspark.sql.classic."):
                continue
            node = self.writer.sources.class_node(implementation)
            assert node is not None
            members = _ClassMembers(self.writer, implementation, node, list(self.class_variables))
            for line in members.lines():
                name = re.split(r"[ (:]", line)[1]
                if name.startswith("_") and not name.startswith("__") or line.startswith(("attr", "prop")):
                    self.found.setdefault(name, [line])

    def _convert(self, annotation: Optional[ast.expr]) -> str:
        return self.writer.annotations.convert(annotation, self.ref.module)


def is_self_attribute(target: ast.expr) -> bool:
    return isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self"


def is_used(name: str) -> bool:
    return not name.startswith("_") or name in USED_PRIVATE_MEMBERS or name in USED_SPECIAL_METHODS


def is_internal(module: str) -> bool:
    return any(module == m or module.startswith(m + ".") for m in INTERNAL_MODULES) or module.startswith(IMPLEMENTATIONS)


def file_of(name: str) -> str:
    """The file that knows a qualified name."""
    while name not in FILES:
        name = name.rpartition(".")[0]
    return FILES[name]


def read_sections(text: str) -> Dict[str, Section]:
    """The sections of a stub by their first line without type variables."""
    sections: Dict[str, Section] = {}
    for line in text.splitlines():
        if line.startswith(("class ", "module ")):
            section = sections.setdefault(line.partition("[")[0], Section(line))
        elif line and not line.startswith("#"):
            section.lines.append(line)
    return sections


def override(section: Section, by_hand: Dict[str, Section]) -> Section:
    """The section with the members that were written by hand in the place of the derived ones."""
    written = by_hand.get(section.header.partition("[")[0])
    if written is None:
        return section
    written.used = True
    named = {member_name(line) for line in written.lines}
    kept = [line for line in section.lines if member_name(line) not in named]
    return Section(section.header, kept + written.lines)


def member_name(line: str) -> str:
    """`map` for `def map(...) -> ...`; an `alias` or `base` line names no member."""
    keyword, _, rest = line.partition(" ")
    return "" if keyword in ("alias", "base", "names") else re.split(r"[(: ]", rest)[0]


def without_unbound(result: str, bound: Set[str]) -> str:
    """A result's type variables that nothing binds are unknown; those of a returned function bind themselves."""
    if result.startswith("callable("):
        return result
    text = re.sub(r"'(\w+)", lambda m: m[0] if m[1] in bound else "Any", result)
    return union(split_union(text))
