"""The stub writer's own logic, on small sources written for the purpose, and the committed stubs against the grammar."""

from pathlib import Path

import pytest
from spark_facts.annotations import union
from spark_facts.grammar import LineParser, StubSyntaxError, parse_stub
from spark_facts.sources import Sources
from spark_facts.stubs import StubWriter

STUBS = Path(__file__).resolve().parents[2] / "python/src/main/resources/dev/reconnect/python/stubs"


@pytest.fixture
def stub(tmp_path):
    """Writes modules of a made-up pyspark and returns the text of its core stub."""

    def write(handwritten="", **modules):
        files = {"__init__": "", "version": '__version__ = "9.9.9"', **modules}
        for name, source in files.items():
            path = tmp_path / "pyspark" / Path(*name.split("__in__"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_suffix(".py").write_text(source)
        by_hand = tmp_path / "handwritten.stub"
        by_hand.write_text(handwritten)
        return StubWriter(Sources(tmp_path)).texts(by_hand)["core.stub"]

    return write


def section(text, header):
    return text.split(f"\n{header}\n")[1].split("\n\n")[0].splitlines()


def test_a_class_goes_by_its_shortest_public_path(stub):
    text = stub(__init__='from pyspark.inner import Thing\n__all__ = ["Thing"]', inner="class Thing: pass")
    assert section(text, "class pyspark.Thing") == ["alias pyspark.inner.Thing"]
    assert "reexport Thing = pyspark.Thing" in section(text, "module pyspark.inner")


def test_a_receiver_of_plain_variables_becomes_the_variables_of_the_class(stub):
    source = """
from typing import Callable, Generic, Iterable, Tuple, TypeVar
T = TypeVar("T"); U = TypeVar("U"); K = TypeVar("K"); V = TypeVar("V"); T_co = TypeVar("T_co", covariant=True)
class Bag(Generic[T_co]):
    def map(self: "Bag[T]", f: Callable[[T], U], keep: bool = False) -> "Bag[U]": ...
    def turn(self: "Bag[U]") -> "Bag[U]": ...
    def values(self: "Bag[Tuple[K, V]]") -> "Bag[V]": ...
    def guess(self: "Bag[T]") -> "Bag[V]": ...
"""
    assert section(stub(bag=source), "class pyspark.bag.Bag['T]") == [
        "def map(f: callable('T)->'U, keep: bool = ...) -> pyspark.bag.Bag['U]",
        "def turn() -> pyspark.bag.Bag['T]",
        "def values(self: pyspark.bag.Bag[tuple['K,'V]]) -> pyspark.bag.Bag['V]",
        "def guess() -> pyspark.bag.Bag[Any]",
    ]


def test_overloads_properties_aliases_and_attributes(stub):
    source = """
from typing import Any, ClassVar, Optional, Union, overload
class Box:
    size: ClassVar[int] = 1
    _hidden: int = 2
    def __init__(self, name: str, other: Optional["Box"] = None):
        self.name = name
        self.count = 0
    @overload
    def get(self, key: int) -> str: ...
    @overload
    def get(self, key: str, *rest: Any, deep: bool = ...) -> "Box": ...
    def get(self, key: Union[int, str], *rest: Any, deep: bool = False) -> Any: ...
    fetch = get
    @property
    def parent(self) -> "Optional[Box]": ...
    @classmethod
    def make(cls) -> "Box": ...
    @staticmethod
    def find(path: str, /) -> None: ...
    def documented(self):
        '''Says what.

        Returns
        -------
        :class:`Box`
        '''
"""
    assert section(stub(box=source), "class pyspark.box.Box") == [
        "attr size: int",
        "def __init__(name: str, other: pyspark.box.Box|None = ...) -> None",
        "def get(key: int) -> str",
        "def get(key: str, *rest: Any, deep: bool = ...) -> pyspark.box.Box",
        "def fetch(key: int) -> str",
        "def fetch(key: str, *rest: Any, deep: bool = ...) -> pyspark.box.Box",
        "prop parent: pyspark.box.Box|None",
        "classdef make() -> pyspark.box.Box",
        "staticdef find(path: str, /) -> None",
        "def documented() -> pyspark.box.Box",
        "attr name: str",
        "attr count: int",
    ]


def test_type_aliases_of_other_modules_are_written_out(stub):
    text = stub(
        types="from typing import Union\nfrom pyspark.names import Name\nNameOrInt = Union[Name, int]",
        names="class Name: pass",
        use="from typing import TYPE_CHECKING, List\nif TYPE_CHECKING:\n    from pyspark.types import NameOrInt\n"
        "def f(x: 'NameOrInt') -> List['NameOrInt']: ...",
    )
    assert section(text, "module pyspark.use")[0] == "func f(x: pyspark.names.Name|int) -> list[pyspark.names.Name|int]"


def test_lines_by_hand_take_the_place_of_derived_ones(stub):
    text = stub("class pyspark.a.A\ndef f() -> str\n\nclass py4j.B\nattr x: int\n", a="class A:\n  def f(self) -> int: ...\n  g: int")
    assert section(text, "class pyspark.a.A") == ["attr g: int", "def f() -> str"]
    assert section(text, "class py4j.B") == ["attr x: int"]


def test_union_is_flat_and_unknown_swallows_it():
    assert union(["int|str", "int", "None"]) == "int|str|None"
    assert union(["list[int|str]", "str"]) == "list[int|str]|str"
    assert union(["int", "Any"]) == "Any"


@pytest.mark.parametrize(
    "line",
    ["def f(x) -> int", "def f(x: int)-> int", "class a b", "prop x:int", "def f(x: list[int) -> int", "func f(x: int | str) -> int", "what x"],
)
def test_the_grammar_refuses(line):
    with pytest.raises(StubSyntaxError):
        LineParser(line).parse()


def test_every_committed_line_obeys_the_grammar():
    declarations = [d for path in sorted(STUBS.glob("*.stub")) for d in parse_stub(path.read_text(encoding="utf-8"))]
    sections = [(keyword, name) for _, keyword, name in declarations if keyword in ("class", "module")]
    assert len(declarations) > 10_000
    assert len(sections) == len(set(sections))


def test_committed_stubs_know_what_matters():
    text = "".join(path.read_text(encoding="utf-8") for path in STUBS.glob("*.stub"))
    for line in (
        "prop rdd: pyspark.RDD[pyspark.sql.Row]",
        "def map(f: callable('T)->'U, preservesPartitioning: bool = ...) -> pyspark.RDD['U]",
        "prop sparkContext: pyspark.SparkContext",
        "prop builder: pyspark.sql.SparkSession.Builder",
        "func col(col: str) -> pyspark.sql.Column",
        "def broadcast(value: 'T) -> pyspark.Broadcast['T]",
        "class py4j.protocol.Py4JJavaError",
    ):
        assert f"\n{line}\n" in text
