"""Whole migrations, with classic Spark and a Connect server."""

import json
import os
import re
import shutil
import signal
import subprocess

import pytest
from conftest import LAUNCHER, ROOT, kill_group, mentions, run, until

EXAMPLES = ROOT / "examples"

CLEAN = '''from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
people = spark.read.csv("data/people.csv", header=True, inferSchema=True)
people.groupBy("city").agg(F.count("*").alias("n")).orderBy("city").show()
'''

HOPELESS = '''from pyspark.mllib.clustering import KMeans
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
points = spark.sparkContext.parallelize([[0.0], [1.0], [9.0]])
print(KMeans.train(points, 2, seed=1).k)
'''

ENDLESS = '''from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
while True:
    pass
'''


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "people.csv").write_text("name,city,age\nAnn,Oslo,31\nBob,Rome,44\nCy,Oslo,19\n")
    return tmp_path


def migrated(out):
    return json.loads((out / "evidence.json").read_text())


@pytest.mark.parametrize(
    ("example", "program", "options"),
    [
        ("sales_report", "job.py", ["--", "--data", "{data}", "--out", "{out}"]),
        ("feature_table", "features.ipynb", ["--no-variants"]),
    ],
)
def test_example_is_migrated_and_verified(tmp_path, example, program, options):
    """On the default release; `./dev matrix` has all examples on all releases."""
    source = EXAMPLES / example
    before = (source / program).read_bytes()
    done = run("migrate", source / program, "--data", source / "data", "--out", tmp_path / "out", *options)
    evidence = migrated(tmp_path / "out")
    assert (evidence["outcome"], evidence["verdict"]) == ("MIGRATED", "VERIFIED"), done.stdout + done.stderr
    assert done.returncode == 0
    assert (source / program).read_bytes() == before
    assert (tmp_path / "out" / program).read_bytes() != before
    assert evidence["callSites"]["native"] > 0
    assert (tmp_path / "out" / "report.html").read_text().count("VERIFIED") > 0
    copy = tmp_path / "copy"
    copy.mkdir()
    _apply(copy, source, program, tmp_path / "out" / "migrated.patch")
    assert (copy / program).read_bytes() == (tmp_path / "out" / program).read_bytes()
    if example == "sales_report":
        _readme_tells(done.stdout, (tmp_path / "out" / "migrated.patch").read_text())


def _readme_tells(printed, patch):
    """The README shows the changed lines of this migration and, in part, what it prints."""
    readme = (ROOT / "README.md").read_text()
    diff = re.search(r"(?s)```diff\n(.*?)```", readme).group(1)
    assert _changed(diff) == _changed(patch)
    told = re.search(r"(?s)```\n(examples/sales_report/job.py: .*?)```", readme).group(1)
    # How far rows count that Spark may write in any order hangs on the runs; the Python and the isolation on the machine.
    varying = re.compile(r" \((elements|as a multiset)[^)]*\)|, Python .*")
    lines = [varying.sub("", line) for line in printed.replace(f"{ROOT}/", "").splitlines()]
    place = 0
    for line in told.splitlines():
        if line.strip() != "...":
            assert varying.sub("", line) in lines[place:], printed
            place = lines.index(varying.sub("", line), place) + 1


def _changed(diff):
    return [line for line in diff.splitlines() if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")]


def _apply(copy, source, program, patch):
    """The patch, applied to the original, is the program that was handed out."""
    text = re.sub(r"(?m)^(diff --git |--- |\+\+\+ ).*$", lambda line: _renamed(line.group(0), program), patch.read_text())
    shutil.copy(source / program, copy / program)
    subprocess.run(["git", "apply", "-"], cwd=copy, input=text.encode(), check=True)


def _renamed(line, program):
    head = line.split(" ")[0]
    return {
        "diff": f"diff --git a/{program} b/{program}",
        "---": f"--- a/{program}",
        "+++": f"+++ b/{program}",
    }[head]


def test_folder_of_programs(folder):
    (folder / "clean.py").write_text(CLEAN)
    (folder / "hopeless.py").write_text(HOPELESS)
    done = run("migrate", ".", "--out", "out", "--no-variants", cwd=folder)
    evidence = migrated(folder / "out")
    outcomes = {program["program"]: program["outcome"] for program in evidence["programs"]}
    assert outcomes == {"clean.py": "UNCHANGED", "hopeless.py": "REFUSED"}, done.stdout + done.stderr
    assert done.returncode == 1
    assert (folder / "out" / "clean.py").read_text() == CLEAN
    assert not (folder / "out" / "hopeless.py").exists()
    refused = evidence["programs"][1]
    assert any("hopeless.py:" in reason for reason in refused["reasons"])
    assert refused["remaining"]
    assert (folder / "hopeless.py").read_text() == HOPELESS


def test_program_that_never_ends(folder):
    (folder / "endless.py").write_text(ENDLESS)
    done = run("migrate", "endless.py", "--out", "out", "--time-limit", "4", "--no-variants", cwd=folder)
    assert done.returncode == 2
    assert migrated(folder / "out")["verdict"] == "FAILED"
    assert "time limit" in done.stdout


def test_wrong_rewrite_differs(folder):
    (folder / "old.py").write_text(CLEAN)
    (folder / "new.py").write_text(CLEAN.replace('F.count("*")', 'F.count("age")').replace('"data/', '"data/'))
    (folder / "data" / "people.csv").write_text("name,city,age\nAnn,Oslo,31\nBob,Rome,\n")
    done = run("prove", "old.py", "new.py", "--format", "junit", "--no-variants", cwd=folder)
    assert done.returncode == 1, done.stdout + done.stderr
    assert '<failure message="DIFFERS">' in done.stdout


def test_interrupt_leaves_no_process(folder):
    """What was done before the interrupt is kept."""
    (folder / "broken.py").write_text("from pyspark.sql import SparkSession\ndef broken(:\n")
    (folder / "endless.py").write_text(ENDLESS.replace("while", 'open("started", "w").close()\nwhile'))
    cache = folder / "cache"
    python = os.environ.get("RECONNECT_PYTHON") or run("environment").stdout.strip()
    process = subprocess.Popen(
        [str(LAUNCHER), "migrate", "broken.py", "endless.py", "--no-variants", "--out", "out"],
        cwd=folder,
        env={**os.environ, "RECONNECT_CACHE": str(cache), "RECONNECT_PYTHON": python},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        # Whoever runs the tests in the background has it ignored, and what they start does so too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        until(lambda: list(cache.glob("runs/run-*/classic/run/work/started")), 240)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=240) == 130
    finally:
        kill_group(process)
    until(lambda: not mentions(str(cache)), 60)
    assert migrated(folder / "out")["program"] == "broken.py"
    assert (folder / "out" / "report.html").exists()


def test_wrong_interpreter_and_release(folder):
    (folder / "clean.py").write_text(CLEAN)
    done = run("migrate", "clean.py", "--python", "/bin/true", cwd=folder)
    assert done.returncode == 2
    assert "not a Python interpreter" in done.stderr
    python = os.environ.get("RECONNECT_PYTHON") or run("environment").stdout.strip()
    done = run("migrate", "clean.py", "--python", python, "--spark", "3.5", cwd=folder)
    assert done.returncode == 2
    assert "not 3.5" in done.stderr
