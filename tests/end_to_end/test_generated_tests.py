"""Tests that the tool writes: with pytest and PySpark alone they hold for both programs, and fail for a wrong one."""

import os
import subprocess

import pytest
from conftest import run

JOB = '''import sys

from pyspark import SparkContext
from pyspark.sql import SparkSession

data, out = sys.argv[1:]
sc = SparkContext.getOrCreate()
spark = SparkSession(sc)
sales = spark.read.csv(data + "/sales.csv", header=True, schema="city string, amount int")
if sales.rdd.isEmpty():
    print("nothing was sold")
else:
    large = sales.where("amount >= 10").groupBy("city").count().orderBy("city")
    large.coalesce(1).write.csv(out + "/large", header=True)
    print("cities:", [row.city for row in large.rdd.collect()])
'''

FUNCTIONS = '''from pyspark.sql import functions as F


def largest(spark, path, least):
    sales = spark.read.csv(path, header=True, schema="city string, amount int")
    if sales.rdd.isEmpty():
        return None
    return sales.groupBy("city").agg(F.max("amount").alias("most")).where(F.col("most") > least).orderBy("city")
'''


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    rows = [f"{city},{amount}\n" for amount in range(1, 40) for city in ("Oslo", "Rome", "Bonn")]
    (tmp_path / "data" / "sales.csv").write_text("city,amount\n" + "".join(rows) + ",7\nParis,10\nLima,\n")
    (tmp_path / "job.py").write_text(JOB)
    (tmp_path / "sales.py").write_text(FUNCTIONS)
    return tmp_path


def pytest_in(folder, *arguments):
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SPARK_REMOTE")}
    command = [os.environ["RECONNECT_PYTHON"], "-m", "pytest", "-q", "-p", "no:cacheprovider", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, timeout=300)


def test_tests_of_a_job(folder):
    done = run("test", "job.py", "--no-variants", "--max-mutants", "4", "--", "{data}", "{out}", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    for expected in ("test_prints notices", "test_original_fails_on_connect", "cut down to 12 lines", "of the original: 2 of 2", "noticed ("):
        assert expected in done.stdout, done.stdout
    tests = folder / "tests"
    assert len((tests / "cases" / "given" / "data" / "sales.csv").read_text().splitlines()) <= 13
    connect = pytest_in(folder, "tests")
    assert connect.returncode == 0, connect.stdout
    assert "skipped" not in connect.stdout
    classic = pytest_in(folder, "tests", "--spark", "classic")
    assert classic.returncode == 0, classic.stdout
    assert "1 skipped" in classic.stdout
    wrong = tests / "migrated" / "job.py"
    wrong.write_text(wrong.read_text().replace("amount >= 10", "amount > 10"))
    assert pytest_in(folder, "tests", "-k", "prints").returncode == 1


def test_tests_of_functions(folder):
    (folder / "sales_connect.py").write_text(FUNCTIONS.replace("sales.rdd.isEmpty()", "sales.isEmpty()"))
    call = 'largest(spark, "{data}/sales.csv", 20)'
    done = run("test", "sales.py", "--call", call, "--migrated", "sales_connect.py", "--out", "checks", "--max-mutants", "2", "--no-variants", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    text = (folder / "checks" / "test_sales_functions.py").read_text()
    assert 'program.largest(spark, f"{work}/data/sales.csv", 20).collect() ==' in text
    assert "def test_largest_of_original_fails_on_connect(" in text
    assert not (folder / "checks" / "migrated").exists()
    connect = pytest_in(folder, "checks")
    assert connect.returncode == 0, connect.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["test", "Job.scala"], "`Job.scala` is a program in Scala, for which Reconnect writes no tests"),
        (["test", "Job.java"], "`Job.java` is a program in Java, for which Reconnect writes no tests"),
        (["test", "other.py"], "There is no program `other.py`"),
        (["test", "job.py", "--max-mutants", "all"], "--max-mutants cannot be `all`"),
        (["test", "job.py", "sales.py", "--migrated", "job.py"], "--migrated is of one program"),
    ],
)
def test_mistakes_are_told(folder, arguments, message):
    done = run(*arguments, cwd=folder)
    assert done.returncode == 2
    assert message in done.stderr
    assert "\tat " not in done.stderr
