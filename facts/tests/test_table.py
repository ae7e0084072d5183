"""How observations of several releases become one row."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from spark_facts.table import RELEASES, Row, Ruling, Table, file_of, read_behaviours, read_lines, read_replacements, release_range, since

FACTS = Path(__file__).resolve().parents[1]
RESOURCES = FACTS.parent / "core/src/main/resources/dev/reconnect/core/facts"


def observed(symbol, connect, condition="", classic=True, kind="method", marker=""):
    return {
        "symbol": symbol, "kind": kind, "classic": classic, "connect": connect, "condition": condition,
        "marker": marker, "added": "", "source": "pyspark/x.py",
    }  # fmt: skip


def rows(observations, rulings=(), replacements=None, inherited=None):
    given = {r: {"symbols": each, "inherited": (inherited or {}).get(r, {})} for r, each in observations.items()}
    return {row.symbol: row for row in Table(given, list(rulings), replacements or {}, [], {}).rows()}


def test_a_member_that_starts_to_work():
    row = rows(
        {
            "4.1": [observed("pyspark.sql.A.f", "raises", "NOT_IMPLEMENTED")],
            "4.2": [observed("pyspark.sql.A.f", "missing", "JVM_ATTRIBUTE_NOT_SUPPORTED")],
            "4.3": [observed("pyspark.sql.A.f", "works")],
        },
        replacements={"pyspark.sql.A.f": "use g"},
    )["pyspark.sql.A.f"]
    assert row.verdicts == ["-", "-", "U", "U", "S"]
    assert (row.classic, row.since, row.message) == ("nnyyy", "4.3", "[JVM_ATTRIBUTE_NOT_SUPPORTED]")
    assert row.replacement == "use g"


def test_a_symbol_that_is_gone_is_unsupported_from_then_on():
    row = rows({"3.5": [observed("pyspark.A.f", "works")], "4.0": [observed("pyspark.A", "local", kind="class")]})["pyspark.A.f"]
    assert row.verdicts == ["S", "U", "U", "U", "U"]
    assert row.message == "removed in 4.0"
    assert row.classic == "ynnnn"


def test_a_member_that_moved_to_a_base_class_is_not_gone():
    row = rows(
        {"3.5": [observed("pyspark.ml.M.s", "works")], "4.2": [observed("pyspark.ml.Base.s", "works")]},
        inherited={"4.2": {"pyspark.ml.M.s": "pyspark.ml.Base.s"}},
    )["pyspark.ml.M.s"]
    assert row.verdicts[3] == "S"


def test_the_first_ruling_that_fits_decides_but_never_for_a_module():
    rulings = [
        Ruling("pyspark.X.good", RELEASES, "S", "", "probe:good"),
        Ruling("pyspark.X*", ("4.2",), "U", "nothing works", "probe:bad"),
    ]
    found = rows(
        {
            "4.1": [observed("pyspark.X.f", "local")],
            "4.2": [observed("pyspark.X.good", "jvm"), observed("pyspark.X.f", "local"), observed("pyspark.X", "local", kind="module")],
        },
        rulings,
    )
    assert found["pyspark.X.good"].verdicts[3] == "S"
    assert found["pyspark.X.good"].source == "probe:good"
    assert found["pyspark.X.f"].verdicts[2:4] == ["S", "U"]
    assert found["pyspark.X.f"].message == "nothing works"
    assert found["pyspark.X"].verdicts[3] == "S"


def test_since_knows_the_release_before_the_first():
    assert since(["S"] * 5, ["3.4"]) == "3.4"
    assert since(["S"] * 5, ["", "4.0"]) == "3.5"
    assert since(["U", "U", "D", "S", "S"], []) == "4.1"
    assert since(["U", "U", "U", "U", "-"], ["3.4"]) == ""


def test_ranges_of_releases():
    assert release_range("*") == RELEASES
    assert release_range("4.1+") == ("4.1", "4.2", "4.3")
    assert release_range("3.5,4.2") == ("3.5", "4.2")


@pytest.mark.parametrize(
    ("symbol", "name"),
    [("pyspark.sql.functions.col", "functions"), ("pyspark.sql.functionsx", "sql"), ("pyspark.RDD.map", "core"), ("pyspark.ml", "ml"), ("pyspark.mllib", "mllib")],
)
def test_the_longest_prefix_names_the_file(symbol, name):
    assert file_of(symbol) == name


def test_a_cell_must_not_break_the_table():
    with pytest.raises(AssertionError):
        Row("a", "method", "yyyyy", ["S"] * 5, message="two\tcells").line()


def committed():
    lines = [line for path in RESOURCES.glob("*.tsv") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return {cells[0]: cells for cells in (line.split("\t") for line in lines)}


def test_every_replacement_has_a_row():
    assert set(read_replacements(FACTS / "replacements.tsv")) <= set(committed())


def test_every_probe_that_is_named_exists_and_ran():
    from spark_facts.probe_corpus import PROBES

    recorded = {line.split("\t")[0] for line in read_lines(FACTS / "outcomes" / "4.2.tsv")}
    named = {cells[-1].partition(":")[2] for cells in committed().values() if cells[-1].startswith("probe:")}
    assert named <= set(PROBES)
    assert named <= recorded


@pytest.mark.parametrize("path", sorted((FACTS / "outcomes").glob("*.tsv")), ids=lambda path: path.stem)
def test_behaviours_differ_in_the_recorded_outcomes(path):
    outcomes = {cells[0]: cells[1:] for cells in (line.split("\t") for line in read_lines(path))}
    for row in read_behaviours(FACTS / "behaviours.tsv"):
        if row.verdicts[RELEASES.index(path.stem)] == "D":
            classic, connect = outcomes[row.source.partition(":")[2]]
            assert classic != connect, row.symbol


def test_the_command_line_explains_itself():
    out = subprocess.run([sys.executable, str(FACTS / "derive.py"), "--help"], check=True, capture_output=True, text=True).stdout
    assert "--check" in out


@pytest.mark.parametrize(("probe", "owner"), [("members.dataframe", "pyspark.sql.DataFrame"), ("members.session", "pyspark.sql.SparkSession")])
def test_messages_agree_with_what_a_live_object_gave(probe, owner):
    outcomes = {cells[0]: cells[2] for cells in (line.split("\t") for line in read_lines(FACTS / "outcomes" / "4.2.tsv"))}
    seen = [each.split() for each in ast.literal_eval(outcomes[probe].removeprefix("OK "))]
    assert len(seen) > 5
    for name, what in seen:
        cells = committed()[f"{owner}.{name}"]
        if what == "ok":
            assert cells[6] in "SD", name
        else:
            assert cells[6] == "U", name
            assert what in cells[9], name


@pytest.mark.parametrize("path", sorted((FACTS / "outcomes").glob("*.tsv")), ids=lambda path: path.stem)
def test_what_is_called_unsupported_failed_when_it_ran(path):
    column = 3 + RELEASES.index(path.stem)
    outcomes = {cells[0]: cells[2] for cells in (line.split("\t") for line in read_lines(path))}
    wrong = [
        symbol
        for symbol, cells in committed().items()
        if cells[1] != "behaviour" and cells[column] == "U" and outcomes.get(cells[-1].partition(":")[2], "ERR").startswith("OK")
    ]
    assert wrong == []


@pytest.mark.parametrize("path", sorted((FACTS / "outcomes").glob("*.tsv")), ids=lambda path: path.stem)
def test_what_a_live_object_refused_is_called_unsupported(path):
    column = 3 + RELEASES.index(path.stem)
    outcomes = {cells[0]: cells[2] for cells in (line.split("\t") for line in read_lines(path))}
    for probe, owner in (("members.dataframe", "pyspark.sql.DataFrame"), ("members.session", "pyspark.sql.SparkSession")):
        for name, what in (each.split() for each in ast.literal_eval(outcomes[probe].removeprefix("OK "))):
            assert what in ("ok", "Column") or committed()[f"{owner}.{name}"][column] in "U-", (owner, name, what)
