"""How the introspection reads code that raises, or that reaches for the JVM."""

import ast
import textwrap

import pytest
from spark_facts.introspect import ClassTable, added, marker, only_raises, reaches_jvm


def function(source):
    return ast.parse(textwrap.dedent(source)).body[0]


def test_a_body_that_only_raises_has_a_condition():
    node = function(
        '''
        def rdd(self):
            """The RDD."""
            raise PySparkNotImplementedError(errorClass="NOT_IMPLEMENTED", messageParameters={"feature": "rdd"})
        '''
    )
    assert only_raises(node) == ("NOT_IMPLEMENTED", "PySparkNotImplementedError")


def test_the_old_keyword_and_plain_errors():
    assert only_raises(function("def f():\n raise PySparkTypeError(error_class='X_Y', message_parameters={})")) == ("X_Y", "PySparkTypeError")
    assert only_raises(function("def f():\n raise NotImplementedError('no')")) == ("NotImplementedError", "NotImplementedError")


@pytest.mark.parametrize("source", ["def f(x):\n if x: raise ValueError()\n return 1", "def f(): return 1", "def f():\n x = 1\n raise E()"])
def test_a_body_that_may_do_more_is_no_refusal(source):
    assert only_raises(function(source)) is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def f(): return SparkContext._active_spark_context._jvm.x()", True),
        ("def f(): return self._jdf.count()", True),
        ("def f():\n  sc = SparkContext.getOrCreate()\n  return sc", True),
        ("@try_remote_functions\ndef f(): return _invoke(get_active_spark_context())", False),
        ("def f():\n  if is_remote(): return g()\n  return self._jdf.count()", False),
        ("def f(x): return x + 1", False),
        ("def f(x): return cache.getOrCreate(x)", False),
    ],
)
def test_reaching_for_the_jvm(source, expected):
    assert reaches_jvm(function(source)) is expected


def test_wrappers_that_go_remote_are_allowed():
    node = function("def f(self): return self._call_java('x')")
    assert reaches_jvm(node)
    assert not reaches_jvm(node, frozenset(["_call_java"]))


def test_a_class_declares_members_inside_conditions_too():
    table = ClassTable.of(
        function(
            """
            class C:
                def __init__(self, x):
                    self.x = x
                    self._y, z = 1, 2
                if not is_remote_only():
                    @property
                    def rdd(self): raise E()
                @overload
                def f(self, x: int): ...
                def f(self, x): return 1
                @property
                def p(self): return 1
                @p.setter
                def p(self, value): raise E()
            """
        )
    )
    assert set(table.functions) == {"__init__", "rdd", "f", "p"}
    assert table.assigned == {"x", "_y"}
    assert only_raises(table.functions["p"]) is None


def test_markers_of_the_documentation():
    doc = """Returns it.

    .. versionadded:: 1.3.0

    .. versionchanged:: 3.4.0
        Supports Spark Connect.
    """
    assert marker(doc) == "3.4"
    assert added(doc) == "1.3"
    assert marker(".. versionchanged:: 3.4.0\n    Says more.") == ""
