"""What goes wrong around the tool: each time a clear word, the right exit code, and nothing lost."""

import os
import shutil
import subprocess

import pytest
from conftest import LAUNCHER, ROOT, run

BROKEN = 'from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\nprint(spark.table("t").rdd.count())\n'
FIXED = BROKEN.replace(".rdd", "")


def started(prefix, *arguments, cwd, env=None):
    """As `run`, with the launcher behind another command."""
    command = [*prefix, str(LAUNCHER), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300, env={**os.environ, **(env or {})})


def shell(script):
    return ["sh", "-c", f'{script}; exec "$@"', "sh"]


def works(command, reason):
    """Skips the test where the system does not let us make the trouble."""
    if not shutil.which(command[0]) or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip(reason)


@pytest.fixture
def job(tmp_path):
    file = tmp_path / "job.py"
    file.write_text(BROKEN)
    return file


def says(done, *words, code=2):
    assert done.returncode == code, done.stdout + done.stderr
    for word in words:
        assert word in done.stderr
    assert "bug" not in done.stderr


def test_read_only_file(job):
    """Root may write everywhere, unless it gives up the capability to."""
    job.chmod(0o444)
    prefix = []
    if os.geteuid() == 0:
        capabilities = "-dac_override,-dac_read_search,-fowner"
        prefix = ["setpriv", f"--inh-caps={capabilities}", f"--bounding-set={capabilities}"]
        works([*prefix, "sh", "-c", f"! test -w '{job}'"], "root cannot give up its rights here: a read-only file was not tried")
    done = started(prefix, "fix", "job.py", "--write", cwd=job.parent)
    says(done, "job.py", "permission denied")
    assert job.read_text() == BROKEN
    assert os.listdir(job.parent) == ["job.py"]


def test_read_only_folder(job):
    job.parent.chmod(0o555)
    prefix = []
    if os.geteuid() == 0:
        capabilities = "-dac_override,-dac_read_search,-fowner"
        prefix = ["setpriv", f"--inh-caps={capabilities}", f"--bounding-set={capabilities}"]
        works([*prefix, "sh", "-c", f"! test -w '{job.parent}'"], "root cannot give up its rights here: a read-only folder was not tried")
    done = started(prefix, "fix", "job.py", "--write", cwd=job.parent)
    job.parent.chmod(0o755)
    says(done, "job.py", "permission denied")
    assert job.read_text() == BROKEN


def test_read_only_file_system(job):
    unshare = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    mount = f"mount --bind '{job.parent}' '{job.parent}' && mount -o remount,ro,bind '{job.parent}' && cd '{job.parent}'"
    works([*unshare, "sh", "-c", mount], "no file system can be mounted here: a read-only one was not tried")
    done = started([*unshare, *shell(mount)], "fix", "job.py", "--write", cwd=job.parent)
    says(done, "job.py", "Read-only file system")
    assert job.read_text() == BROKEN


def test_one_of_two_files_is_read_only(job):
    """Neither is written: a half-fixed project is worse than one that waits."""
    other = job.parent / "other.py"
    other.write_text(BROKEN)
    unshare = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    mount = f"mount --bind '{other}' '{other}' && mount -o remount,ro,bind '{other}'"
    works([*unshare, "sh", "-c", mount], "no file system can be mounted here: a read-only file was not tried")
    done = started([*unshare, *shell(mount)], "fix", ".", "--write", cwd=job.parent)
    says(done, "other.py")
    assert (job.read_text(), other.read_text()) == (BROKEN, BROKEN)


def test_file_that_may_not_grow(job):
    """A limit on the size of files stands for every write that breaks off half way."""
    job.write_text(BROKEN + "# a long tail\n" * 8000)
    before = job.read_text()
    done = started(shell("ulimit -f 16"), "fix", "job.py", "--write", "--no-cache", cwd=job.parent, env={"RECONNECT_JAVA_OPTS": "-XX:-UsePerfData"})
    says(done, "job.py", "File too large")
    assert job.read_text() == before
    assert os.listdir(job.parent) == ["job.py"]


def test_output_file_in_a_folder_that_is_not_there(job):
    done = run("scan", "job.py", "--format", "json", "--output", "no/such/report.json", cwd=job.parent)
    says(done, "no/such/report.json")


@pytest.mark.parametrize("option", ["JAVA_TOOL_OPTIONS", "RECONNECT_JAVA_OPTS"])
def test_no_memory(tmp_path, option):
    big = tmp_path / "big.py"
    big.write_text("import pyspark\n" + "x = [1, 2, 3]\n" * 600_000)
    done = run("fix", "big.py", "--write", "--no-cache", cwd=tmp_path, env={option: "-Xmx16m"})
    says(done, "Not enough memory", "RECONNECT_JAVA_OPTS=-Xmx4g")
    assert big.stat().st_size == len("import pyspark\n") + 600_000 * len("x = [1, 2, 3]\n")


def test_no_python(job, tmp_path):
    """A migration needs an interpreter; a scan does not."""
    jar = ROOT / ".reconnect" / "reconnect.jar"
    if not jar.exists():
        pytest.skip("the tool was not built in its own folder: a machine without Python was not tried")
    (tmp_path / "tools").mkdir()
    env = {"PATH": str(tmp_path / "tools"), "RECONNECT_PYTHON": "", "RECONNECT_CACHE": str(tmp_path / "cache")}
    java = [shutil.which("java"), f"-Dreconnect.home={ROOT}", "-jar", str(jar)]
    done = subprocess.run([*java, "migrate", "job.py"], cwd=tmp_path, capture_output=True, text=True, timeout=300, env=env)
    says(done, "Python")
    assert job.read_text() == BROKEN
    done = subprocess.run([*java, "scan", "job.py"], cwd=tmp_path, capture_output=True, text=True, timeout=300, env=env)
    assert (done.returncode, done.stderr) == (1, "")


def test_standard_input_that_is_no_text():
    done = subprocess.run([str(LAUNCHER), "fix", "-"], input=b"\x89PNG\r\n\x1a\n\x00\x00", capture_output=True, timeout=300)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"binary" in done.stderr
    latin = b"# coding: latin-1\n" + BROKEN.encode() + b"x = '\xe9'\n"
    done = subprocess.run([str(LAUNCHER), "fix", "-"], input=latin, capture_output=True, timeout=300)
    assert (done.returncode, done.stdout, done.stderr) == (0, latin.replace(b".rdd", b""), b"")


ODD = {
    "binary.py": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
    "latin.py": (BROKEN.encode() + b"x = '\xe9\xe8'\n", "UTF-8"),
    "notebook.ipynb": (b'{"cells": [', "notebook"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_file_beside_a_good_one(job, name):
    """What cannot be read is named and left alone; the good one is fixed."""
    content, word = ODD[name]
    odd = job.parent / name
    odd.write_bytes(content)
    done = run("fix", ".", "--write", cwd=job.parent)
    assert done.returncode == 2
    assert name in done.stdout + done.stderr
    assert word in done.stdout + done.stderr
    assert odd.read_bytes() == content
    assert job.read_text() == FIXED


def test_broken_syntax_is_fixed_around(job):
    job.write_text(BROKEN + "def f(:\n  pass\n")
    done = run("fix", "job.py", "--write", cwd=job.parent)
    assert done.returncode in (0, 1), done.stderr
    assert job.read_text() == FIXED + "def f(:\n  pass\n"


def test_folder_without_python(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing to see")
    for command in ("scan", "fix"):
        done = run(command, ".", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "warning: There is no Python file in `.`\n")
        assert "0 files" in done.stdout or command == "fix"
    done = run("migrate", ".", cwd=tmp_path)
    says(done, "No program that uses Spark")


def test_missing_file_for_every_command(tmp_path):
    for command in ("scan", "fix", "migrate", "tree"):
        done = run(command, "absent.py", cwd=tmp_path)
        says(done, "absent.py")
        assert done.stdout == ""
    assert os.listdir(tmp_path) == []
