"""Values as source: it gives the value back, and fits the page."""

import datetime
from decimal import Decimal

import pytest

from reconnect_runtime.observe import literals

VALUES = [
    None,
    True,
    -3,
    2.5,
    float("inf"),
    "it's",
    'a "quote"',
    "new\nline",
    b"\x00a",
    Decimal("1.50"),
    datetime.date(2026, 1, 4),
    datetime.datetime(2026, 1, 4, 1, 2),
    [],
    [("a", 1), ("b", None)],
    (1,),
    {"a": [1, 2], "b": {"c": 3}},
    [{"name": "x" * 50, "city": "y" * 50, "more": list(range(60))}],
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_gives_the_value_back(value):
    text = literals.source(value, before=20)
    assert eval(text, {"datetime": datetime, "Decimal": Decimal}) == value
    assert all(len(line) <= literals.WIDTH for line in text.splitlines() if "," not in line.strip()[:-1])


def test_long_lists_have_a_line_for_each_element():
    assert literals.source([("Rome", 1)] * 20).splitlines()[:2] == ["[", '        ("Rome", 1),']


def test_what_has_no_source():
    for value in (float("nan"), object(), [float("nan")]):
        with pytest.raises(literals.NoLiteral):
            literals.source(value)
