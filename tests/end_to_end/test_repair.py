"""From an exception to a repaired program."""

import subprocess

import pytest
from conftest import ROOT, run

EXCEPTIONS = ROOT / "bench" / "exceptions"

JOB = '''from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
df = spark.createDataFrame([(1, "a"), (2, "b"), (2, "c")], ["id", "name"])


def ids(frame):
    return frame.select("id").rdd.flatMap(lambda x: x).collect()


print(sorted(ids(df)))
if not df.rdd.isEmpty():
    print(df.filter("id > 1").rdd.count())
'''

TRACEBACK = '''{"level": "ERROR", "exc_info": "Traceback (most recent call last):\\n  File \\"/srv/jobs/job.py\\", line 3, in ids\\n    \
return frame.select(\\"id\\").rdd.flatMap(lambda x: x).collect()\\npyspark.errors.exceptions.base.PySparkNotImplementedError: \
[NOT_IMPLEMENTED] rdd is not implemented."}
'''


@pytest.fixture
def job(tmp_path):
    (tmp_path / "job.py").write_text(JOB)
    (tmp_path / "error.txt").write_text(TRACEBACK)
    return tmp_path / "job.py"


def test_from_a_traceback_to_the_end(job):
    """One exception hides the next: all are met, each at its line, and the result is proven."""
    done = run("repair", "job.py", "--traceback", "error.txt", "--no-variants", "--output", "repair.patch", cwd=job.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "job.py: REPAIRED, VERIFIED" in done.stdout
    assert "--> job.py:8: return frame.select" in done.stdout
    assert "--> job.py:12: if not df.rdd.isEmpty()" in done.stdout
    assert "--> job.py:13: print(df.filter" in done.stdout
    assert job.read_text() == JOB
    subprocess.run(["git", "apply", "repair.patch"], cwd=job.parent, check=True)
    assert ".rdd" not in job.read_text()
    assert len(job.read_text().splitlines()) == len(JOB.splitlines())


def test_what_no_repair_of_ours_can_mend(tmp_path):
    """A slip in a name fails on classic Spark too; a clean program needs nothing. Both are said so, and left as they are, beside one that is repaired
    in its own encoding."""
    slip = (EXCEPTIONS / "programs" / "missing_column_late.py").read_text()
    (tmp_path / "slip.py").write_text(slip)
    old = '# -*- coding: latin-1 -*-\n# d\xe9j\xe0 vu\nfrom pyspark.sql import SparkSession\n\nspark = SparkSession.builder.getOrCreate()\n'
    (tmp_path / "old.py").write_bytes((old + "print(spark.range(3).rdd.count())\n").encode("latin-1"))
    (tmp_path / "clean.py").write_text(JOB[: JOB.index("\n\ndef")] + "\nprint(df.count())\n")
    done = run("repair", "slip.py", "clean.py", "old.py", "--run", "--no-variants", "--write", cwd=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "slip.py: FAILS on classic Spark too" in done.stdout
    assert '--> slip.py:5: wrong = df.select("id", "nmae")' in done.stdout
    assert "it surfaced at line" in done.stdout
    assert "clean.py: RUNS on Spark Connect as it is" in done.stdout
    assert (tmp_path / "slip.py").read_text() == slip
    assert (tmp_path / "old.py").read_bytes() == (old + "print(spark.range(3).count())\n").encode("latin-1")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["repair", "job.py", "--traceback", "nothing.txt"], "There is no file `nothing.txt`"),
        (["repair", "job.py", "--message", "all is well"], "There is no Python exception in that text"),
        (["repair", "other.py", "--run"], "There is no program `other.py`"),
        (["repair", "job.py", "--run", "--message", "ValueError: x"], "exclude one another"),
        (["repair", "job.py", "--max-rounds", "many"], "--max-rounds cannot be `many`"),
        (["explain"], "Say what to explain"),
    ],
)
def test_mistakes_are_told(job, arguments, message):
    done = run(*arguments, cwd=job.parent)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert "\tat " not in done.stderr


def test_explains_a_recorded_traceback():
    done = run("explain", "--traceback", EXCEPTIONS / "recorded" / "4.2" / "column_called.txt")
    assert done.returncode == 0
    assert "TypeError: 'Column' object is not callable" in done.stdout
    assert "A method is called that a DataFrame does not have." in done.stdout
