"""Variants of data: what they contain, and that they are the same each time."""

import csv
import decimal
import json
import os

import pyarrow
import pyarrow.parquet
import pytest

from reconnect_runtime.observe import variants

CSV = "city,amount,day\nBerlin,3,2020-01-01\nParis,4,2020-01-02\nRome,5,2020-01-03\nOslo,6,2020-01-04\n"


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


LITERALS = {"numbers": [4, 0.5], "texts": ["Rome", "2020-01-03"]}


def make(data, tmp_path, name, by_python=False, seed=1, into="made", literals=LITERALS):
    made = variants.make([str(data)], [[0, name, by_python]], literals, seed, str(tmp_path / into))
    return {variant["name"]: tmp_path / into / variant["name"] / "0" / name for variant in made}


def test_all_kinds_for_csv(data, tmp_path):
    (data / "s.csv").write_text(CSV)
    made = make(data, tmp_path, "s.csv")
    assert list(made) == [name for name, _ in variants._changes(LITERALS)]
    assert made["empty"].read_text() == "city,amount,day\n"
    assert made["one row"].read_text() == "city,amount,day\nBerlin,3,2020-01-01\n"
    assert ",," in made["nulls"].read_text()
    assert len(made["duplicates"].read_text().splitlines()) > 5
    assert sorted(made["reordered"].read_text().splitlines()) == sorted(CSV.splitlines())
    assert not made["unicode"].read_text().isascii()
    assert made["several files"].is_dir()
    listed = os.listdir(made["several files"])
    assert listed == sorted(listed)  # as of a cluster's files, which Hadoop sorts


def test_the_same_seed_gives_the_same_bytes(data, tmp_path):
    (data / "s.csv").write_text(CSV)
    first, second = (make(data, tmp_path, "s.csv", into=into) for into in ("one", "two"))
    other = make(data, tmp_path, "s.csv", seed=2, into="three")
    for name, path in first.items():
        if path.is_file():
            assert path.read_bytes() == second[name].read_bytes()
    assert any(path.is_file() and path.read_bytes() != other[name].read_bytes() for name, path in first.items())


def test_a_csv_without_header_keeps_no_row_when_empty(data, tmp_path):
    (data / "s.csv").write_text("1,2\n3,4\n")
    assert make(data, tmp_path, "s.csv")["empty"].read_text() == ""


def test_json_lines_stay_json(data, tmp_path):
    (data / "s.json").write_text('{"a": 1, "b": "x"}\n{"a": 2, "b": "y"}\n')
    made = make(data, tmp_path, "s.json")
    for name in ("nulls", "extremes", "unicode", "duplicates"):
        rows = [json.loads(line) for line in made[name].read_text().splitlines()]
        assert all(set(row) == {"a", "b"} for row in rows)


def test_parquet_keeps_its_schema(data, tmp_path):
    table = pyarrow.table({"n": pyarrow.array([1, 2, 3], "int16"), "s": ["a", "b", None]})
    pyarrow.parquet.write_table(table, data / "t.parquet")
    for name, path in make(data, tmp_path, "t.parquet").items():
        if path.is_file():
            assert pyarrow.parquet.read_schema(path).equals(table.schema), name


def test_extremes_overflow_sums_and_small_numbers_have_all_signs(data, tmp_path):
    (data / "s.json").write_text('{"n": 1}\n')
    made = make(data, tmp_path, "s.json")
    extremes = [json.loads(line)["n"] for line in made["extremes"].read_text().splitlines()]
    assert sum(extremes) > 2**63 - 1 and min(extremes) == -(2**63)
    large = [json.loads(line)["n"] for line in made["large numbers"].read_text().splitlines()]
    assert any(float(number) != number for number in large) and max(large) > 2**31 and sum(map(abs, large)) * 240 < 2**63
    small = [json.loads(line)["n"] for line in made["small numbers"].read_text().splitlines()]
    assert {-3, -2, -1, 0, 1, 2, 3} <= set(small)


def cells(path):
    return list(csv.DictReader(path.open(encoding="utf-8", newline="")))


def test_each_column_is_missing_from_a_whole_group_of_each_key(data, tmp_path):
    (data / "s.csv").write_text(CSV)
    rows = cells(make(data, tmp_path, "s.csv")["one null"])
    assert {row["city"] for row in rows} >= {"Berlin", "Paris", "Rome", "Oslo"}
    for column in ("city", "amount", "day"):
        assert any([row[name] for name in row if row[name] == ""] == [""] and row[column] == "" for row in rows)
    for key, missing in [("city", "amount"), ("city", "day"), ("amount", "city"), ("amount", "day")]:
        groups = {row[key] for row in rows if row[missing] == "" and row[key] not in {before[key] for before in cells(data / "s.csv")}}
        alone = [group for group in groups if group and all(row[missing] == "" for row in rows if row[key] == group)]
        assert alone, (key, missing)


def test_fields_of_lines_go_missing_one_at_a_time(data, tmp_path):
    (data / "s.log").write_text("10:00 GET /a 200\n10:01 PUT /b 404\n")
    lines = make(data, tmp_path, "s.log")["one null"].read_text().splitlines()
    assert {" GET /a 200", "10:00  /a 200", "10:00 GET  200", "10:00 GET /a "} <= set(lines)


def test_negated_turns_every_number_and_leaves_the_rest(data, tmp_path):
    (data / "s.csv").write_text("name,price,on\na-1,3.50,2020-01-01\nb,-2.25,2020-01-02\nc,,2020-01-03\n")
    assert [row["price"] for row in cells(make(data, tmp_path, "s.csv")["negated"])] == ["-3.50", "2.25", ""]
    (data / "s.log").write_text("10 a-1 2020-01-01 -2.5\n")
    assert make(data, tmp_path, "s.log", into="lines")["negated"].read_text() == "-10 a-1 2020-01-01 2.5\n"
    (data / "s.json").write_text('{"n": 9223372036854775807, "b": true, "f": -0.5, "o": [1]}\n')
    assert json.loads(make(data, tmp_path, "s.json", into="records")["negated"].read_text()) == {"n": -(2**63) + 1, "b": True, "f": 0.5, "o": [1]}


def test_boundaries_are_the_constants_of_the_program_and_their_neighbours(data, tmp_path):
    (data / "s.csv").write_text(CSV)
    rows = cells(make(data, tmp_path, "s.csv")["boundaries"])
    assert {"3", "4", "5", "-1", "0", "1"} <= {row["amount"] for row in rows}
    assert "2020-01-03" in {row["city"] for row in rows} and "Rome" in {row["day"] for row in rows}
    assert "boundaries" not in make(data, tmp_path, "s.csv", into="none", literals={"numbers": [], "texts": []})


def test_what_is_put_into_a_column_fits_it(data, tmp_path):
    kinds = {"small": pyarrow.int8(), "price": pyarrow.decimal128(5, 2), "ratio": pyarrow.float32()}
    given = {"small": [1, -128], "price": [decimal.Decimal("1.50"), None], "ratio": [0.5, None]}
    table = pyarrow.table({name: pyarrow.array(given[name], kind) for name, kind in kinds.items()})
    pyarrow.parquet.write_table(table, data / "t.parquet")
    made = make(data, tmp_path, "t.parquet", literals={"numbers": [100000, 0.125], "texts": ["x"]})
    prices = set(pyarrow.parquet.read_table(made["boundaries"])["price"].to_pylist())
    assert {decimal.Decimal("999.99"), decimal.Decimal("0.00"), decimal.Decimal("-1.00")} <= prices
    assert pyarrow.parquet.read_table(made["negated"]).to_pylist() == [
        {"small": -1, "price": decimal.Decimal("-1.50"), "ratio": -0.5},
        {"small": 127, "price": None, "ratio": None},
    ]


def test_files_that_were_not_read_stay(data, tmp_path):
    (data / "s.csv").write_text(CSV)
    (data / "other.csv").write_text(CSV)
    made = make(data, tmp_path, "s.csv")
    assert (made["empty"].parent / "other.csv").read_text() == CSV


def test_plain_python_gets_no_folder_for_a_file(data, tmp_path):
    (data / "s.csv").write_text(CSV)
    assert "several files" not in make(data, tmp_path, "s.csv", by_python=True)


def test_what_is_no_data_is_left_alone(data, tmp_path):
    (data / "x.bin").write_bytes(b"\0\1\2")
    assert make(data, tmp_path, "x.bin") == {}
