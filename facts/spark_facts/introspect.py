"""What one installed PySpark release offers on classic and on Connect; runs inside that release's own interpreter.

`hasattr` alone would be wrong: members of a Connect class that exist only to raise count as missing, names that `__getattr__` refuses are
looked up there, and what a class without a Connect counterpart can do is read from whether its code reaches for the JVM.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import json
import re
import sys
import warnings
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Dict, FrozenSet, Iterator, List, Optional, Set, Tuple

from .naming import Naming, is_public_module
from .sources import ClassRef, FunctionRef, Sources, decorator_name
from .stubs import PROPERTIES, USED_PRIVATE_MEMBERS, is_internal

JVM_NAMES = frozenset(
    """_jvm _jsc _active_spark_context get_active_spark_context callMLlibFunc callJavaFunc _py2java _java2py _to_java_column _to_seq
    _call_java _new_java_obj _new_java_array _java_loader_class _jdf _jrdd _jsparkSession sparkContext JavaModelWrapper _sc
    _jconf _jdstream _jssc _jtf _jbroadcast launch_gateway _jreader _jwrite""".split()
)
# A function that looks at these chooses another way on Connect.
CONNECT_AWARE = frozenset(["is_remote", "is_remote_only", "try_remote_functions", "ConnectSparkSession", "RemoteSparkSession"])
MARKER = re.compile(r"\.\. versionchanged:: (\d+\.\d+)(?:\.\d+)?\s*\n\s+(?:Supports|Support) Spark Connect", re.M)
ADDED = re.compile(r"\.\. versionadded:: (\d+\.\d+)")
# What programs do not call: Spark's own machinery, and packages that have nothing to do with a session's mode.
SKIPPED_PACKAGES = tuple(
    f"pyspark.{name}"
    for name in """testing pipelines errors logger sql.connect sql.classic shuffle rddsampler join traceback_utils worker_util messages
    find_spark_home install instrumentation_utils memory_profiler_ext loose_version threaddump serializers profiler sql.conversion
    sql.interchange sql.internal sql.datasource_internal sql.geo_utils sql.sql_formatter sql.variant_utils sql.utils sql.plot
    sql.pandas.conversion sql.pandas.group_ops sql.pandas.map_ops sql.pandas.serializers sql.pandas.typehints sql.pandas.types
    sql.pandas.utils sql.streaming.list_state_client sql.streaming.map_state_client sql.streaming.value_state_client
    sql.streaming.stateful_processor_api_client sql.streaming.stateful_processor_util sql.streaming.python_streaming_source_runner
    sql.streaming.tws_tester sql.streaming.transform_with_state_driver_worker sql.streaming.state sql.streaming.query_progress
    pandas.data_type_ops pandas.internal pandas.missing pandas.numpy_compat pandas.plot pandas.spark.utils pandas.sql_formatter
    pandas.sql_processor pandas.typedef pandas.usage_logging pandas.utils pandas.testing ml.connect.io_utils ml.connect.proto
    ml.connect.readwrite ml.connect.serialize ml.connect.util ml.dl_util ml.torch.log_communication ml.torch.data
    ml.torch.torch_run_process_wrapper ml.model_cache shell version worker sql.worker streaming.util streaming.kinesis sql.metrics
    sql.table_arg sql.tvf_argument core.broadcast.BroadcastPickleRegistry broadcast.BroadcastPickleRegistry java_gateway util _globals
    accumulators.AccumulatorTCPServer accumulators.AccumulatorUnixServer accumulators.SpecialAccumulatorIds accumulators.UpdateRequestHandler
    sql.streaming.listener.JStreamingQueryListener sql.session.classproperty sql.types.DateConverter sql.types.DatetimeConverter
    sql.types.DatetimeNTZConverter sql.types.DayTimeIntervalTypeConverter sql.types.NumpyArrayConverter sql.types.NumpyScalarConverter
    sql.types.TimeConverter sql.types.DataTypeSingleton sql.readwriter.OptionUtils sql.group.df_varargs_api sql.group.dfapi ml.util.invoke_helper_attr
    ml.util.invoke_remote_attribute_relation ml.util.try_remote_intermediate_result ml.common.inherit_doc copy_func""".split()
)
# Here a member is listed with the class that declares it, and not again with each class that inherits it.
DECLARED_ONLY = ("pyspark.ml.", "pyspark.mllib.", "pyspark.pandas.", "pyspark.sql.types.", "pyspark.sql.datasource.")


@dataclass
class Observed:
    """One public symbol in one release."""

    symbol: str
    kind: str
    classic: bool
    connect: str  # works, raises, missing, jvm (needs the JVM), local (pure Python)
    condition: str
    marker: str  # the release that the documentation says it works on Connect from
    added: str
    source: str


class Introspection:
    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.naming = Naming(sources)
        self.inherited: Dict[str, str] = {}
        self._tables: Dict[ClassRef, ClassTable] = {}
        self._remote_wrappers = self._functions_that_go_remote(ClassRef("pyspark.ml.wrapper", "JavaWrapper"))

    def observe(self) -> List[Observed]:
        found: Dict[str, Observed] = {}
        for ref in self._public_classes():
            for each in self._class(ref):
                found.setdefault(each.symbol, each)
        for each in [*self._functions(), *self._modules()]:
            found.setdefault(each.symbol, each)
        return sorted(found.values(), key=lambda o: o.symbol)

    def _public_classes(self) -> List[ClassRef]:
        return [
            ref
            for ref, _ in self.sources.classes()
            if not is_skipped(f"{ref.module}.{ref.name}")
            and not is_internal(ref.module)
            and self.naming.public_counterpart(ref) is None
            and not any(part.startswith("_") for part in self.naming.canonical(ref).split("."))
        ]

    # ---- classes

    def _class(self, ref: ClassRef) -> Iterator[Observed]:
        public = load(ref)
        if not isinstance(public, type):
            return
        implementations = self.naming.implementations(ref)
        connect_ref = next((r for r in implementations if r.module.startswith("pyspark.sql.connect.")), None)
        classic_ref = next((r for r in implementations if r.module.startswith("pyspark.sql.classic.")), ref)
        name = self.naming.canonical(ref)
        doc = inspect.getdoc(public) or ""
        if connect_ref is not None:
            connect: Any = load(connect_ref)
            yield Observed(name, "class", True, "works", "", marker(doc), added(doc), path_of(connect_ref.module))
            yield from self._compared(name, ref, classic_ref, connect_ref, connect)
            return
        state = self._state_of_class(ref)
        yield Observed(name, "class", True, state, "", marker(doc), added(doc), path_of(ref.module))
        for member in sorted(self._members(public, [ref])):
            static = static_member(public, member)
            owner = self._owner(ref, public, member)
            if inspect.isclass(static):
                continue
            if name.startswith(DECLARED_ONLY) and owner != ref:
                self.inherited[f"{name}.{member}"] = f"{self.naming.canonical(owner)}.{member}"
                continue
            reaches = state == "jvm" or self._reaches_jvm(owner, member)
            mark = marker(document(static))
            yield Observed(
                f"{name}.{member}", kind_of(static), True, "works" if mark else "jvm" if reaches else "local", "", mark,
                added(document(static)), path_of(ref.module),
            )  # fmt: skip

    def _compared(self, name: str, ref: ClassRef, classic_ref: ClassRef, connect_ref: ClassRef, connect: type) -> Iterator[Observed]:
        classic = load(classic_ref)
        classic_members = self._members(classic, [ref, classic_ref])
        connect_members = self._members(connect, [connect_ref] + ([ref] if classic_ref != ref else []))
        for member in sorted(classic_members | connect_members):
            static = static_member(classic, member) if member in classic_members else static_member(connect, member)
            if inspect.isclass(static):
                continue
            state, condition = self._connect_member(connect_ref, connect, connect_members, member)
            doc = document(static) or document(static_member(connect, member))
            in_classic = member in classic_members and not self._raises_on_classic(classic_ref, classic, member)
            yield Observed(
                f"{name}.{member}", kind_of(static), in_classic, state, condition, marker(doc), added(doc), path_of(connect_ref.module)
            )

    def _raises_on_classic(self, classic_ref: ClassRef, classic: type, member: str) -> bool:
        node = self._function_node(self._owner(classic_ref, classic, member), member)
        return node is not None and (only_raises(node) or ("", ""))[0] == "ONLY_SUPPORTED_WITH_SPARK_CONNECT"

    def _connect_member(self, ref: ClassRef, connect: type, members: Set[str], member: str) -> Tuple[str, str]:
        if member in members:
            node = self._function_node(self._owner(ref, connect, member), member)
            condition = only_raises(node) if node is not None else None
            if condition is None:
                return "works", ""
            # Only after an AttributeError does `__getattr__` speak last.
            lenient = condition[1] in ("PySparkAttributeError", "AttributeError")
            return "raises", lenient and self._refused(ref, member) or condition[0]
        return "missing", self._refused(ref, member) or self._fallback(ref)

    def _refused(self, ref: ClassRef, member: str) -> str:
        """The condition that the class's `__getattr__` names for a member."""
        node = self._function_node(ref, "__getattr__")
        for test in (n for n in ast.walk(node) if isinstance(n, ast.If)) if node is not None else ():
            listed = {c.value for c in ast.walk(test.test) if isinstance(c, ast.Constant)}
            if member in listed and isinstance(test.body[0], ast.Raise):
                return raised_condition(test.body[0])[0]
        return ""

    def _fallback(self, ref: ClassRef) -> str:
        """What an unknown attribute of the class gives."""
        node = self._function_node(ref, "__getattr__")
        if node is None:
            return "AttributeError"
        last = node.body[-1]
        if isinstance(last, ast.Return) and "_col(" in ast.unparse(last) and not self._validates_names(node):
            return "Column"
        return "AttributeError"

    def _validates_names(self, node: ast.FunctionDef) -> bool:
        """Whether `__getattr__` refuses names that are no columns without being asked to by the environment."""
        tests = [n.test for n in node.body if isinstance(n, ast.If) and "columns" in ast.dump(n)]
        return any("environ" not in ast.dump(t) for t in tests)

    def _members(self, cls: Any, refs: List[ClassRef]) -> Set[str]:
        inherited = set(dir(object)) | set(dir(type("Plain", (), {})))
        names = {n for n in dir(cls) if n not in inherited and is_used_member(n)}
        names -= {n for n in names if foreign(cls, n)}
        for ref in refs:
            names |= {n for n in self._table(ref).assigned if is_used_member(n)}
        return names

    def _table(self, ref: ClassRef) -> "ClassTable":
        if ref not in self._tables:
            self._tables[ref] = ClassTable.of(self.sources.class_node(ref))
        return self._tables[ref]

    def _owner(self, ref: ClassRef, cls: type, member: str) -> ClassRef:
        for base in cls.__mro__:
            if member in vars(base):
                return ClassRef(base.__module__, base.__qualname__)
        return ref

    def _state_of_class(self, ref: ClassRef) -> str:
        """Whether a class without a Connect counterpart can be used without a JVM: its initialiser decides."""
        if marker(ast.get_docstring(self.sources.class_node(ref) or ast.parse("")) or ""):
            return "works"
        cls = load(ref)
        owner = self._owner(ref, cls, "__init__")
        return "jvm" if self._reaches_jvm(owner, "__init__") or self._requires_context(owner) else "local"

    def _requires_context(self, ref: ClassRef) -> bool:
        node = self._function_node(ref, "__init__")
        annotations = " ".join(ast.unparse(a.annotation) for a in node.args.args if a.annotation) if node is not None else ""
        return any(w in annotations for w in ("SparkContext", "JavaObject", "RDD", "StreamingContext", "DStream")) and "Optional" not in annotations

    def _function_node(self, ref: ClassRef, member: str) -> Optional[ast.FunctionDef]:
        return self._table(ref).functions.get(member)

    def _reaches_jvm(self, ref: ClassRef, member: str) -> bool:
        node = self._function_node(ref, member)
        allowed = self._remote_wrappers if ref.module.startswith("pyspark.ml.") else frozenset()
        return node is not None and reaches_jvm(node, allowed)

    def _functions_that_go_remote(self, ref: ClassRef) -> FrozenSet[str]:
        """Functions of a class that speak to a Connect server where there is one."""
        return frozenset(name for name, node in self._table(ref).functions.items() if goes_remote(node))

    # ---- functions

    def _functions(self) -> Iterator[Observed]:
        for module_name in self.sources.module_names():
            home = module_name in HOMES_OF_PRIVATE_FUNCTIONS
            if not home and (is_skipped(module_name) or is_internal(module_name)):
                continue
            module = self.sources.module(module_name)
            assert module is not None
            for bound, binding in module.bindings.items():
                ref = FunctionRef(module_name, bound)
                symbol = self.naming.canonical(ref)
                private = any(p.startswith("_") for p in symbol.split(".")[1:])
                if home and bound not in NAMED_THERE and bound not in PRIVATE_FUNCTIONS:
                    continue
                if binding.kind != "function" or is_skipped(symbol) and not home or private and bound not in PRIVATE_FUNCTIONS:
                    continue
                node = binding.node
                assert isinstance(node, ast.FunctionDef)
                doc = ast.get_docstring(node) or ""
                state, condition = self._function_state(symbol, module_name, bound, node)
                yield Observed(symbol, "function", True, state, condition, marker(doc), added(doc), path_of(module_name))

    def _modules(self) -> Iterator[Observed]:
        for name in [*self.sources.module_names(), *self.naming.legacy_modules]:
            if is_public_module(name) and not is_skipped(name) and not is_internal(name):
                yield Observed(name, "module", True, "local", "", "", "", path_of(name))

    def _function_state(self, symbol: str, module_name: str, bound: str, node: ast.FunctionDef) -> Tuple[str, str]:
        if symbol.startswith("pyspark.sql.functions."):
            return self._sql_function(module_name, bound)
        if goes_remote(node) or marker(ast.get_docstring(node) or ""):
            return "works", ""
        return ("jvm" if reaches_jvm(node) else "local"), ""

    def _sql_function(self, module_name: str, bound: str) -> Tuple[str, str]:
        home = "pyspark.sql.connect.functions"
        if module_name.endswith(".partitioning"):
            home += ".partitioning"
        try:
            module = importlib.import_module(home)
        except ImportError:
            return "missing", "AttributeError"
        if not hasattr(module, bound):
            return "missing", "AttributeError"
        ref = self.sources.resolve(home, bound)
        source = self.sources.module(ref.module) if isinstance(ref, FunctionRef) else None
        node = source.bindings[ref.name].node if source is not None and isinstance(ref, FunctionRef) else None
        condition = only_raises(node) if isinstance(node, ast.FunctionDef) else None
        return ("raises", condition[0]) if condition else ("works", "")


@dataclass
class ClassTable:
    """What a class declares: its functions without overloads and setters, and the attributes that it puts on `self`."""

    functions: Dict[str, ast.FunctionDef]
    assigned: Set[str]

    @staticmethod
    def of(node: Optional[ast.ClassDef]) -> "ClassTable":
        table = ClassTable({}, set())
        if node is None:
            return table
        table._add(node.body)
        return table

    def _add(self, statements: List[ast.stmt]) -> None:
        for each in statements:
            if isinstance(each, (ast.If, ast.Try)):
                self._add(each.body)
                self._add(each.orelse)
            if not isinstance(each, ast.FunctionDef):
                continue
            if not {decorator_name(d) for d in each.decorator_list} & {"overload", "setter", "deleter"}:
                self.functions[each.name] = each
            for inner in ast.walk(each):
                if isinstance(inner, ast.Attribute) and isinstance(inner.ctx, ast.Store) and getattr(inner.value, "id", "") == "self":
                    self.assigned.add(inner.attr)


HOMES_OF_PRIVATE_FUNCTIONS = ("pyspark.sql.classic.column", "pyspark.java_gateway", "pyspark.sql.utils")
NAMED_THERE = frozenset(["launch_gateway", "is_remote", "get_active_spark_context", "pyspark_column_op", "to_java_array"])
PRIVATE_FUNCTIONS = frozenset(["_to_java_column", "_to_seq", "_create_column_from_literal", "_create_column_from_name", "_to_list", "_parse_datatype_json_string"])


def load(ref: ClassRef) -> Any:
    """The class itself; None where its module needs something that is not installed."""
    try:
        found: Any = importlib.import_module(ref.module)
        for part in ref.name.split("."):
            found = getattr(found, part)
        return found
    except (ImportError, AttributeError):
        return None


def static_member(cls: type, name: str) -> Any:
    for base in cls.__mro__:
        if name in vars(base):
            return vars(base)[name]
    return None


def document(member: Any) -> str:
    member = getattr(member, "__func__", getattr(member, "fget", member))
    return inspect.getdoc(member) or "" if member is not None else ""


def kind_of(member: Any) -> str:
    if isinstance(member, (property, functools.cached_property)) or type(member).__name__ in PROPERTIES or type(member).__name__ == "lazy_property":
        return "property"
    if isinstance(member, (staticmethod, classmethod)) or callable(member):
        return "method"
    return "attribute"


def foreign(cls: type, name: str) -> bool:
    """Whether a member comes from a base class outside PySpark, such as `tuple`."""
    owner = next((b for b in cls.__mro__ if name in vars(b)), None)
    return owner is not None and not owner.__module__.startswith("pyspark")


def is_used_member(name: str) -> bool:
    return not name.startswith("_") or name in USED_PRIVATE_MEMBERS


def marker(doc: str) -> str:
    match = MARKER.search(inspect.cleandoc(doc))
    return match[1] if match else ""


def added(doc: str) -> str:
    match = ADDED.search(doc)
    return match[1] if match else ""


def is_skipped(name: str) -> bool:
    return any(name == skipped or name.startswith(skipped + ".") for skipped in SKIPPED_PACKAGES)


def path_of(module: str) -> str:
    return module.replace(".", "/") + ".py"


def only_raises(node: ast.AST) -> Optional[Tuple[str, str]]:
    """The error condition and error class of a function whose body does nothing but raise."""
    body = list(getattr(node, "body", []))
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    if len(body) == 1 and isinstance(body[0], ast.Raise):
        return raised_condition(body[0])
    return None


def raised_condition(statement: ast.Raise) -> Tuple[str, str]:
    """The condition (`NOT_IMPLEMENTED`; the class where there is none) and the class of an error."""
    call = statement.exc
    if call is None:
        return "", ""
    raised = ast.unparse(call.func if isinstance(call, ast.Call) else call)
    for keyword in call.keywords if isinstance(call, ast.Call) else ():
        if keyword.arg in ("errorClass", "error_class") and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value), raised
    return raised, raised


def goes_remote(node: ast.AST) -> bool:
    return any(decorator_name(d).lstrip("_").startswith("try_remote") for d in getattr(node, "decorator_list", []))


@functools.lru_cache(maxsize=None)
def reaches_jvm(node: ast.AST, allowed: FrozenSet[str] = frozenset()) -> bool:
    """Whether code reaches for the JVM without a way for Connect."""
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    attributes = {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}
    if goes_remote(node) or (names | attributes) & CONNECT_AWARE:
        return False
    used = (names | attributes) - allowed
    return bool(used & JVM_NAMES) or "SparkContext" in names and "getOrCreate" in attributes


def main() -> None:
    warnings.simplefilter("ignore")
    spec = importlib.util.find_spec("pyspark")
    assert spec is not None and spec.origin is not None
    sources = Sources(Path(spec.origin).parent.parent)
    introspection = Introspection(sources)
    rows = [asdict(each) for each in introspection.observe()]
    json.dump({"release": sources.version, "symbols": rows, "inherited": introspection.inherited}, sys.stdout, indent=0)


if __name__ == "__main__":
    main()
