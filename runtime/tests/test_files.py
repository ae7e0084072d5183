"""Written folders and files read back as records."""

import gzip
import os

import pyarrow
import pyarrow.parquet
import pytest

from reconnect_runtime.observe import files


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def written(out, before=None):
    return files.written([str(out)], before or {}, lambda path: os.path.relpath(path, out))


def write(out, parts):
    for name, content in parts.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8"))


def records(data_set):
    return [[value.get("v") for value in record["v"]] for record in data_set["v"]]


def test_cutting_into_parts_does_not_count(out):
    write(out, {"one/part-00000": "a\nb\n", "one/_SUCCESS": "", "one/.part-00000.crc": "x"})
    write(out, {"two/part-00000": "a\n", "two/part-00001": "", "two/part-00002": "b\n"})
    found = written(out)
    assert set(found) == {"one", "two"}
    assert found["one"] == found["two"]


def test_part_numbers_give_the_order(out):
    write(out, {"t/part-00010": "c\n", "t/part-00002": "b\n", "t/part-00001": "a\n"})
    assert records(written(out)["t"]) == [["a"], ["b"], ["c"]]


def test_repeated_headers_count_once(out):
    write(out, {"one/part-0-x.csv": "n\n1\n2\n", "one/_SUCCESS": ""})
    write(out, {"two/part-0-x.csv": "n\n1\n", "two/part-1-x.csv": "n\n2\n", "two/_SUCCESS": ""})
    found = written(out)
    assert found["one"] == found["two"]


def test_partition_folders_are_fields(out):
    write(out, {"t/_SUCCESS": "", "t/c=x/part-0.json": '{"a": 1}\n', "t/c=y/part-0.json": '{"a": 2}\n'})
    found = written(out)["t"]
    assert found["partitions"] == ["c"]
    assert [record[0] for record in records(found)] == ["x", "y"]


def test_parquet_with_its_schema(out):
    (out / "p").mkdir()
    pyarrow.parquet.write_table(pyarrow.table({"n": pyarrow.array([1, None], "int32")}), out / "p" / "part-0.parquet")
    found = written(out)["p"]
    assert found["schema"] == [["n", "int32"]]
    assert records(found) == [["1"], [None]]


def test_compressed_text(out):
    (out / "t").mkdir()
    (out / "t" / "part-00000.gz").write_bytes(gzip.compress(b"a\nb\n"))
    assert records(written(out)["t"]) == [["a"], ["b"]]


def test_binary_files_by_digest(out):
    write(out, {"image.png": "\0\1"})
    assert written(out)["image.png"]["format"] == "bytes"


def test_only_changes_count(out):
    write(out, {"old.txt": "a", "changed.txt": "a", "gone.txt": "a"})
    before = files.snapshot(str(out))
    write(out, {"changed.txt": "bb", "new.txt": "c"})
    (out / "gone.txt").unlink()
    found = written(out, before)
    assert set(found) == {"changed.txt", "new.txt", "gone.txt"}
    assert found["gone.txt"] == {"format": "deleted"}


def test_what_a_server_keeps_of_its_clients_does_not_count(out):
    write(out, {"artifacts/spark-667420bf-9502-4498-865a-cb90b5b38b05/97efb9e2/pyfiles/runtime.zip": "x", "artifacts/model.txt": "y\n"})
    assert set(written(out)) == {"artifacts/model.txt"}


def test_broken_files_do_not_stop_it(out):
    write(out, {"x.parquet": "no parquet", "fine.txt": "a"})
    found = written(out)
    assert found["x.parquet"]["format"] == "unreadable"
    assert records(found["fine.txt"]) == [["a"]]
