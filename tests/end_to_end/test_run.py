"""Classic programs that run unchanged on Spark Connect, and migrations that stand on the runtime."""

import json
import os
import signal
import subprocess

import pytest
from conftest import LAUNCHER, ROOT, kill_group, mentions, run, until

EXAMPLE = ROOT / "examples" / "word_count" / "top_words.py"
POEM = ROOT / "examples" / "word_count" / "data" / "poem.txt"


@pytest.fixture(scope="module")
def python():
    return os.environ.get("RECONNECT_PYTHON") or run("environment").stdout.strip()


@pytest.fixture(scope="module")
def remote(python):
    """A server for programs to which it does not matter whose it is."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "runtime" / "src"), "PYSPARK_PYTHON": python}
    command = [python, "-m", "reconnect_runtime.server", "sh", "-c", "echo $SPARK_REMOTE; read end"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as server:
        yield server.stdout.readline().strip()
        server.stdin.close()


def test_prints_what_classic_prints(python):
    classic = subprocess.run(
        [python, str(EXAMPLE), "--input", str(POEM)], capture_output=True, text=True, timeout=600, check=True
    )
    done = run("run", EXAMPLE, "--input", POEM)
    assert (done.returncode, done.stdout) == (0, classic.stdout), done.stderr


def test_hands_on_arguments_output_and_exit_code(tmp_path, remote):
    (tmp_path / "job.py").write_text(
        "import sys\n"
        "from pyspark import SparkContext\n"
        "print(sys.argv[1:], SparkContext('local[2]', 'x').parallelize(range(10)).sum())\n"
        "print('said', file=sys.stderr)\n"
        "sys.exit(7)\n"
    )
    done = run("run", "--remote", remote, "job.py", "--help", "-x", "--", "y z", cwd=tmp_path)
    assert done.stdout == "['--help', '-x', '--', 'y z'] 45\n"
    assert done.stderr.endswith("said\n")
    assert done.returncode == 7


def test_relative_paths_are_the_programs(tmp_path):
    (tmp_path / "words.txt").write_text("b\na\n")
    (tmp_path / "job.py").write_text(
        "from pyspark.sql import SparkSession\n"
        "spark = SparkSession.builder.master('local[2]').getOrCreate()\n"
        "words = spark.sparkContext.textFile('words.txt')\n"
        "words.map(str.upper).saveAsTextFile('upper')\n"
        "spark.read.text('upper').orderBy('value').write.json('frame')\n"
        "print(sorted(words.collect()), sorted(open('words.txt').read().split()))\n"
    )
    done = run("run", "job.py", cwd=tmp_path)
    assert done.stdout == "['a', 'b'] ['a', 'b']\n", done.stderr
    upper = "".join(part.read_text() for part in sorted((tmp_path / "upper").glob("part-*")))
    assert sorted(upper.split()) == ["A", "B"]
    frame = "".join(part.read_text() for part in sorted((tmp_path / "frame").glob("part-*")))
    assert [json.loads(line) for line in frame.splitlines()] == [{"value": "A"}, {"value": "B"}]


def test_an_accumulator_of_a_udf_is_updated(tmp_path, remote):
    (tmp_path / "job.py").write_text(
        "from pyspark.sql import SparkSession, functions as F\n"
        "spark = SparkSession.builder.master('local[2]').getOrCreate()\n"
        "seen = spark.sparkContext.accumulator(0)\n"
        "count = F.udf(lambda x: (seen.add(1), x)[1], 'long')\n"
        "spark.range(7).withColumn('y', count('id')).collect()\n"
        "print(seen.value)\n"
    )
    done = run("run", "--remote", remote, "job.py", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "7\n"), done.stderr


def test_settings_reach_the_server(tmp_path):
    (tmp_path / "job.py").write_text(
        "from pyspark.sql import SparkSession\n"
        "spark = SparkSession.builder.getOrCreate()\n"
        "print(spark.conf.get('spark.sql.catalogImplementation'), spark.conf.get('spark.sql.shuffle.partitions'))\n"
    )
    settings = ["--conf", "spark.sql.catalogImplementation=hive", "--conf", "spark.sql.shuffle.partitions=3"]
    done = run("run", *settings, "--conf", "spark.driver.memory=1500m", "job.py", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "hive 3\n"), done.stderr
    assert run("run", *settings, "--remote", "sc://127.0.0.1:1", "job.py", cwd=tmp_path).returncode == 2


def test_an_error_of_the_program_shows_its_own_lines(tmp_path, remote):
    (tmp_path / "job.py").write_text(
        "from pyspark import SparkContext\n"
        "sc = SparkContext('local[2]', 'x')\n"
        "def half(x):\n"
        "    return 1 / x\n"
        "sc.parallelize([1, 0]).map(half).collect()\n"
    )
    done = run("run", "--remote", remote, "job.py", cwd=tmp_path)
    assert done.returncode == 1
    assert 'job.py", line 5' in done.stderr
    assert "ZeroDivisionError" in done.stderr


def test_no_such_program():
    done = run("run", "nowhere.py")
    assert done.returncode == 2
    assert "There is no program `nowhere.py`" in done.stderr


def test_termination_leaves_no_process(tmp_path, python):
    mark = tmp_path / "mark.py"
    mark.write_text("import time\nfrom pyspark import SparkContext\nSparkContext('local[2]', 'x')\nprint('up', flush=True)\ntime.sleep(600)\n")
    process = subprocess.Popen([str(LAUNCHER), "run", str(mark)], stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        assert process.stdout.readline() == "up\n"
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=300)
        until(lambda: not mentions(str(mark)), 60)
    finally:
        kill_group(process)


def test_what_rules_leave_is_served_by_the_runtime(tmp_path):
    done = run("migrate", EXAMPLE, "--data", POEM.parent, "--no-variants", "--out", tmp_path, "--", "--input", "{data}/poem.txt")
    assert done.returncode == 0, done.stdout + done.stderr
    evidence = json.loads((tmp_path / "evidence.json").read_text())
    assert (evidence["outcome"], evidence["verdict"], evidence["rung"]) == ("MIGRATED", "VERIFIED", "runtime")
    assert ":31:24: This pipeline of `lines`, `counts`, `lengths` stays an RDD: the function reads `empty`, which changes" in done.stdout
    assert evidence["callSites"]["runtime"] > 0
    assert evidence["callSites"]["refused"] == 0
    migrated = (tmp_path / "top_words.py").read_text()
    assert "reconnect_runtime.activate()" in migrated
    assert migrated.index("reconnect_runtime.activate()") < migrated.index("import argparse")
