"""How a program is run follows from its source."""

import json

import pytest

from reconnect_runtime.observe import plan


@pytest.fixture
def planned(tmp_path):
    def write(source):
        path = tmp_path / "job.py"
        path.write_text(source)
        return plan.plan(str(path))

    return write


def test_a_module_of_functions(planned):
    found = planned(
        "from pyspark.sql import SparkSession\n"
        "X = 1\n"
        "def a(spark): return 1\n"
        "def b(s: SparkSession, n=1): return 2\n"
        "def c(path): return 3\n"
        "def d(spark, path): return 4\n"
        "def _e(spark): return 5\n"
        "def f(spark: int): return 6\n"
        "def g(spark):\n    yield 1\n"
    )
    assert found["style"] == "functions"
    assert found["functions"] == ["a", "b"]


@pytest.mark.parametrize(
    "source",
    [
        "def a(spark): return 1\nprint(a(None))\n",
        "def a(spark): return 1\nif __name__ == '__main__':\n    a(None)\n",
        "def a(spark): return 1\nrows = df.collect()\n",
        "x = 1\n",
        "def a(spark): return (\n",
    ],
)
def test_scripts(planned, source):
    assert planned(source)["style"] == "script"


def test_constants_are_bound_without_computing(planned):
    assert planned("A = 1\nB = [1, 2]\nC = f()\nD = A\nE = []\nE.append(2)\nF = 0\nF += 1\n")["constants"] == ["A", "B", "D"]


@pytest.mark.parametrize(
    "line",
    [
        "x = int(sys.argv[1]) if len(sys.argv) > 1 else 2",
        "y = 3\nx = [n * y for n in range(y)]",
        "x = os.path.join(os.environ.get('HOME', '.'), 'data')",
        "from datetime import datetime\nx = datetime.now().strftime('%Y')",
        "import argparse\nx = argparse.ArgumentParser()\nx.add_argument('--n', default=1)",
        "x: int",
    ],
)
def test_constants_are_what_nothing_of_spark_went_into(planned, line):
    assert "x" in planned("import os, sys\n" + line)["constants"]


@pytest.mark.parametrize(
    "line",
    [
        "x = spark.range(3).count()",
        "n = spark.range(3)\nx = [row for row in n.collect()]",
        "x = open('out/part-00000').read()",
        "x = os.listdir('out')",
        "x = os.path.exists('out')",
        "x = 1\nx = rows",
        "y = rows\nx = len(y)",
        "from pyspark.sql.functions import *\nx = max([1])",
        "def int(text): return rows\nx = int(1)",
        "x = 1\nx = x + 1",
        "x = (lambda: rows)()",
        "import os as sys\nx = sys.argv",
    ],
)
def test_what_may_come_from_spark_is_no_constant(planned, line):
    assert "x" not in planned("import os, sys\nfrom job import rows, spark\n" + line)["constants"]


def test_variables_of_loops_are_passing(planned):
    source = "for a, b in x:\n    c = a\nwith f() as d:\n    pass\nfor e in y:\n    pass\ne = 1\n"
    assert planned(source)["passing"] == ["a", "b", "d"]


def test_magics_of_notebooks_are_left_out(tmp_path):
    path = tmp_path / "n.ipynb"
    cells = [
        {"cell_type": "code", "source": ["%matplotlib inline\n", "x = 5 % 3\n", "!ls"]},
        {"cell_type": "markdown", "source": "text"},
        {"cell_type": "code", "source": "%%bash\nls"},
    ]
    path.write_text(json.dumps({"cells": cells}))
    assert plan.cells(str(path)) == ["pass  # %matplotlib inline\nx = 5 % 3\npass  # !ls", ""]


def test_predefined_sessions_are_noticed():
    assert plan.wants_predefined_session("spark.range(1)")
    assert not plan.wants_predefined_session("spark = make()\nspark.range(1)")


@pytest.mark.parametrize(
    ("source", "tells"),
    [
        ("from datetime import date\n", True),
        ("import time\n", True),
        ("df.withColumn('at', F.current_timestamp())\n", True),
        ("print(Timestamp.now())\n", True),
        ("df.select('date', 'time', 'known')\n", False),
    ],
)
def test_programs_that_speak_of_the_time(tmp_path, source, tells):
    path = tmp_path / "program.py"
    path.write_text(source)
    assert plan.tells_time(str(path)) is tells
