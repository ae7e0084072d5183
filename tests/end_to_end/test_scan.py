"""Scanning and fixing whatever users have on their disks."""

import json
import os
import subprocess

import pytest
from conftest import ROOT, run

BROKEN = 'from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\nprint(spark.table("t").rdd.count())\n'


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("binary.py", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", 2, "binary"),
        ("latin.py", b"import pyspark\nx = '\xe9\xe8'\n", 2, "UTF-8"),
        ("declared.py", b"# -*- coding: latin-1 -*-\nimport pyspark\nx = '\xe9'\n", 0, "nothing found"),
        ("broken.py", b"import pyspark\ndef f(:\n  pass\n", 1, "broken.py"),
        ("empty.py", b"", 0, "nothing found"),
        ("notebook.ipynb", b'{"cells": [', 2, "notebook.ipynb"),
    ],
)
def test_odd_files(tmp_path, name, content, code, said):
    (tmp_path / name).write_bytes(content)
    done = run("scan", name, cwd=tmp_path)
    assert said in done.stdout + done.stderr
    assert done.returncode == code
    assert "bug" not in done.stderr


def test_huge_file_is_left_out_with_a_word(tmp_path):
    with open(tmp_path / "huge.py", "w") as huge:
        huge.write("import pyspark\n")
        huge.write("x = 1  # some text to make it long\n" * (50 * 1024 * 1024 // 35))
    done = run("scan", "huge.py", cwd=tmp_path)
    assert done.returncode == 2
    assert "larger than" in done.stdout


def test_standard_input_there_and_back():
    done = run("fix", "-", stdin=BROKEN)
    assert done.stdout == BROKEN.replace(".rdd", "")
    assert done.returncode == 0


def test_patch_is_taken_by_git(tmp_path):
    file = tmp_path / "job.py"
    file.write_bytes(BROKEN.replace("\n", "\r\n").encode())
    run("fix", "job.py", "--diff", "--output", "job.patch", cwd=tmp_path)
    subprocess.run(["git", "apply", "job.patch"], cwd=tmp_path, check=True)
    assert file.read_bytes() == BROKEN.replace(".rdd", "").replace("\n", "\r\n").encode()


def test_full_disk_loses_nothing(tmp_path):
    """On a file system of a few pages that is full but for nothing."""
    mount = tmp_path / "small"
    mount.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", str(mount)], capture_output=True)
    if made.returncode != 0:
        pytest.skip("no file system can be mounted here: a full disk was not tried")
    try:
        file = mount / "job.py"
        file.write_text(BROKEN)
        with open(mount / "filler", "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 1024)
            except OSError:
                pass
        done = run("fix", "job.py", "--write", cwd=mount)
        assert done.returncode == 2
        assert "space" in done.stderr
        assert file.read_text() == BROKEN
        assert sorted(os.listdir(mount)) == ["filler", "job.py"]
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def test_examples_are_scanned_alike_by_one_worker_and_by_many():
    one = json.loads(run("scan", "examples", "--format", "json", "--jobs", "1", "--no-cache", cwd=ROOT).stdout)
    many = json.loads(run("scan", "examples", "--format", "json", cwd=ROOT).stdout)
    assert one == many
    assert one["summary"]["errors"] > 0


@pytest.mark.parametrize("package", ["pandas", "ml"])
def test_threads_and_the_order_of_files_change_nothing(package):
    """On PySpark's own sources, whose modules lead to each other in circles."""
    pyspark = pytest.importorskip("pyspark")
    folder = os.path.join(os.path.dirname(pyspark.__file__), package)
    files = sorted(name for name in os.listdir(folder) if name.endswith(".py"))
    printed = [
        run("scan", "--no-cache", "--format", "json", *names, cwd=folder, env={"RECONNECT_JAVA_OPTS": f"-Dreconnect.jobs={jobs}"}).stdout
        for jobs, names in ((1, files), (2, files), (2, files[::-1]), (1, files[::-1]))
    ]
    assert json.loads(printed[0])["summary"]["filesSeen"] == len(files)
    assert printed[1:] == printed[:1] * 3
