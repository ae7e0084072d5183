"""Variants of data: what they contain, and that they are the same each time."""

import json

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


def make(data, tmp_path, name, by_python=False, seed=1, into="made"):
    made = variants.make([str(data)], [[0, name, by_python]], seed, str(tmp_path / into))
    return {variant["name"]: tmp_path / into / variant["name"] / "0" / name for variant in made}


def test_all_kinds_for_csv(data, tmp_path):
    (data / "s.csv").write_text(CSV)
    made = make(data, tmp_path, "s.csv")
    assert list(made) == [name for name, _ in variants._CHANGES]
    assert made["empty"].read_text() == "city,amount,day\n"
    assert made["one row"].read_text() == "city,amount,day\nBerlin,3,2020-01-01\n"
    assert ",," in made["nulls"].read_text()
    assert len(made["duplicates"].read_text().splitlines()) > 5
    assert sorted(made["reordered"].read_text().splitlines()) == sorted(CSV.splitlines())
    assert not made["unicode"].read_text().isascii()
    assert made["several files"].is_dir()


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
    small = [json.loads(line)["n"] for line in made["small numbers"].read_text().splitlines()]
    assert {-3, -2, -1, 0, 1, 2, 3} <= set(small)


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
