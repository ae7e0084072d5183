"""A program is traced on the runtime, the trace is summarised, and a scan takes its types."""

import json

from conftest import run

PROGRAM = """\
from pyspark import SparkContext


def doubled(things):
    return things.map(lambda x: (x, 2 * x))


def hidden(given):
    return given.map(str)


sc = SparkContext("local[2]", "traced")
print(doubled(sc.parallelize([1, 2], 1)).collect())
getattr(sc, "parallelize")([1], 1).count()
globals()["hidden"](sc.parallelize([1], 1)).count()
sc.stop()
"""


def test_a_trace_is_summarised_and_taken_as_evidence(tmp_path):
    (tmp_path / "job.py").write_text(PROGRAM)
    done = run("run", "--trace", "job.trace", "job.py", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "[(1, 2), (2, 4)]\n"), done.stderr

    told = run("trace", "job.trace", "--format", "json", cwd=tmp_path)
    assert told.returncode == 1, told.stderr
    summary = json.loads(told.stdout)
    elements = {o["symbol"]: o.get("elements") for o in summary["operations"] if o["line"] == 5}
    assert elements == {"pyspark.RDD.map": "tuple[int, int]"}
    unreported = {(u["line"], u["symbol"]) for u in summary["unreported"]}
    assert (9, "pyspark.RDD.map") in unreported
    assert (14, "pyspark.SparkContext.parallelize") not in unreported
    assert summary["missingSources"] == []
    assert "Not reported by static analysis" in run("trace", "job.trace", cwd=tmp_path).stdout

    def findings(*options):
        report = json.loads(run("scan", "job.py", "--format", "json", *options, cwd=tmp_path).stdout)
        return {
            (f["range"]["start"]["line"], f.get("symbol"))
            for file in report["files"]
            for f in file["findings"]
            if f["confidence"] != "possible"
        }

    without, with_trace = findings(), findings("--trace", "job.trace")
    assert without <= with_trace
    assert (14, "pyspark.SparkContext.parallelize") in without
    assert (9, "pyspark.RDD.map") in with_trace - without

    (tmp_path / "job.py").write_text("# changed\n" + PROGRAM)
    changed = json.loads(run("trace", "job.trace", "--format", "json", cwd=tmp_path).stdout)
    assert changed["unreported"] == [] and len(changed["missingSources"]) == 1
