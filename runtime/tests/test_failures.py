"""The same failure has the same signature, whichever Spark it comes from."""

from pyspark.errors import AnalysisException, PySparkRuntimeError

from reconnect_runtime.observe import failures

WORKER = """Job aborted: org.apache.spark.api.python.PythonException: Traceback (most recent call last):
  File "worker.py", line 1, in main
    process()
%s

\tat org.apache.spark.api.python.BasePythonRunner"""


def test_plain_exceptions_by_class():
    assert failures.describe(KeyError("a"))["signature"] == "python:KeyError"


def test_own_exceptions_without_their_module():
    kind = type("Broken", (Exception,), {"__module__": "__main__"})
    assert failures.describe(kind())["signature"] == "python:Broken"


def test_spark_errors_by_condition():
    error = PySparkRuntimeError("[NO_ACTIVE_SESSION] none")
    assert failures.describe(error)["signature"] == "spark:NO_ACTIVE_SESSION"


def test_spark_errors_without_condition_by_class():
    assert failures.describe(AnalysisException("no such thing"))["signature"] == "spark:AnalysisException"


def test_exceptions_of_workers_by_their_own_class():
    kind = type("PythonException", (Exception,), {"__module__": "pyspark.errors.exceptions.connect"})
    for last, expected in (
        ("ZeroDivisionError: division by zero", "ZeroDivisionError"),
        ("my.module.Odd: text: more", "my.module.Odd"),
        ("KeyError", "KeyError"),
    ):
        assert failures.describe(kind(WORKER % last))["signature"] == "worker:" + expected


def test_messages_are_cut():
    assert len(failures.describe(ValueError("x" * 10_000))["message"]) == failures.MAX_MESSAGE


def test_worker_failures_of_4_2_agree_whatever_their_wording():
    traceback = 'Traceback (most recent call last):\n  File "job.py", line 6, in f\n    raise KeyError(1)\nKeyError: 1'
    classic = failures._worker_error("An exception was thrown from the Python worker:\n" + traceback)
    connect = failures._worker_error("\n  [PYTHON_EXCEPTION] An exception was thrown from the Python worker: " + traceback + "\n SQLSTATE: 38000")
    assert classic == connect == "KeyError"


def test_errors_raised_for_rows_as_those_of_workers():
    kind = type("SparkRuntimeException", (Exception,), {"__module__": "pyspark.errors.exceptions.connect"})
    raised = "[USER_RAISED_EXCEPTION] %s SQLSTATE: P0001"
    assert failures.describe(kind(raised % "IndexError: list index out of range"))["signature"] == "worker:IndexError"
    for other in ("no such customer", "late: IndexError: x"):
        assert failures.describe(kind(raised % other))["signature"] == "spark:USER_RAISED_EXCEPTION"
