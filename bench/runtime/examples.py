"""Runs the Python examples of an installed PySpark on classic Spark and on Connect, and compares what they print:

    python bench/runtime/examples.py WORK [--only TEXT] [--again]     runs what has no result in WORK yet
    python bench/runtime/examples.py WORK --table FILE                writes the results as a Markdown table

Run it with the Python of an environment that has PySpark with its Connect server. Each example runs on classic Spark,
on a Connect server as it is, and there with `reconnect run`; the JVM of classic Spark and the server stay warm. Standard
output and the exit code are compared. Where the output is not the same, the example runs on classic Spark once more:
where the two classic runs differ in a word of a line, that word does not count, nor does a line in which they differ in
the number of words; where they differ in the number of lines, the example has nothing to compare.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "bench" / "corpus"), str(ROOT / "runtime" / "src")]

import run_examples  # noqa: E402

from reconnect_runtime.server import LocalServer  # noqa: E402

NO_RUN = [
    ("streaming/", "DStreams: never ends, and Connect has none"),
    ("mllib/streaming_", "DStreams: Connect has none"),
    ("sql/streaming/structured_kafka", "needs a Kafka server"),
    ("sql/streaming/", "a streaming query that never ends"),
    ("avro_inputformat", "needs an Avro file and the jar of the Avro examples"),
    ("transitive_closure", "its partitions double with each round: more than 5 minutes on classic Spark"),
    ("__init__", None),
]
SIDES = ("runtime", "connect", "classic", "classic again")
# What takes RDDs and contexts, for the order in which they are run and listed.
_LEAVES_TABLES = re.compile(r"saveAsTable|CREATE TABLE|GlobalTemp|enableHiveSupport")
_CLASSIC = re.compile(r"\bsc\b|sparkContext|SparkContext|\.rdd\b|pyspark\.mllib")


class Examples:
    """The examples of a work folder, with the arguments of their usage texts."""

    def __init__(self, work):
        run_examples.prepare(work)
        self.run = work / "run"
        # datasource.py reads what was changed in June 2050.
        june = 2_539_000_000
        os.utime(self.run / "examples/src/main/resources/dir1/file1.parquet", (june, june))
        self.root = self.run / "examples/src/main/python"
        lines = (ROOT / "bench/corpus/arguments.tsv").read_text().splitlines()
        self._arguments = dict(line.split("\t") for line in lines if line and not line.startswith("#"))

    def names(self):
        found = [path.relative_to(self.root).as_posix() for path in self.root.rglob("*.py")]
        return sorted(found, key=lambda name: (not self.is_classic(name), group(name), name))

    def is_classic(self, name):
        return bool(_CLASSIC.search((self.root / name).read_text()))

    def leaves_tables(self, name):
        """Whether a server would not be the same for the next example."""
        return bool(_LEAVES_TABLES.search((self.root / name).read_text()))

    def words(self, name, port):
        text = self._arguments.get(name, "")
        return text.format(port=port, scratch=self.run / "scratch", examples=self.root).split()


def group(name):
    """Which part of Spark an example is about."""
    folder = name.rpartition("/")[0]
    return ("core", "sql", "sql/streaming", "ml", "mllib", "streaming").index(folder or "core")


def reason_not_to_run(name):
    return next((reason for text, reason in NO_RUN if text in name), "")


class Runner:
    """Keeps a JVM for classic programs and a Connect server warm."""

    def __init__(self, examples, limit):
        self._examples = examples
        self._limit = limit
        self._gateway = run_examples.Gateway(examples.run)
        self._server = None
        self._sockets = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=run_examples.send_lines, args=(self._sockets,), daemon=True).start()

    def result(self, name, side):
        alone = self._examples.leaves_tables(name)
        if alone:
            self.stop()
        try:
            return self._result(name, side, {"spark.sql.catalogImplementation": "hive"} if alone else {})
        finally:
            if alone:
                self.stop()

    def _result(self, name, side, settings):
        run_examples.clean(self._examples.run)
        program = str(self._examples.root / name)
        words = self._examples.words(name, self._sockets.getsockname()[1])
        environment = dict(os.environ, PYSPARK_PYTHON=sys.executable, PYTHONHASHSEED="0", PYTHONUNBUFFERED="1")
        for variable in ("PYSPARK_SUBMIT_ARGS", "SPARK_REMOTE", "RECONNECT_TRACE"):
            environment.pop(variable, None)
        command = [sys.executable, program, *words]
        if side.startswith("classic"):
            environment.update(self._gateway.environment())
        elif side == "connect":
            environment["SPARK_REMOTE"] = self._remote(settings)
        else:
            launcher = [str(ROOT / "reconnect"), "run", "--python", sys.executable, "--remote", self._remote(settings)]
            command = launcher + command[1:]
        started = time.monotonic()
        found = self._ended(command, environment)
        found["seconds"] = round(time.monotonic() - started, 1)
        if side.startswith("classic"):
            if found["code"] is None:
                self._gateway.close()
            self._gateway.stop_context()
        return found

    def _ended(self, command, environment):
        process = subprocess.Popen(
            command,
            cwd=self._examples.run,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            out, err = process.communicate(timeout=self._limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, err = process.communicate()
            if process.returncode != -signal.SIGKILL:
                return {"code": process.returncode, "out": out, "err": err[-4000:]}
            return {"code": None, "out": out, "err": err[-4000:]}
        return {"code": process.returncode, "out": out, "err": err[-4000:]}

    def _remote(self, extra):
        if self._server is None:
            folder = self._examples.run.parent / "server"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            os.chdir(self._examples.run)
            settings = {"spark.master": "local[2]", **extra, "spark.sql.warehouse.dir": str(folder / "warehouse")}
            settings["spark.hadoop.javax.jdo.option.ConnectionURL"] = "jdbc:derby:memory:metastore;create=true"
            self._server = LocalServer(str(folder), settings)
        return self._server.remote

    def stop(self):
        self._gateway.close()
        if self._server is not None:
            self._server.stop()
            self._server = None


# Comparing


def agree(first, second, other):
    """Whether `other` prints what two runs of classic Spark print, where these agree; None where they do not.

    Words that differ between the two do not count, nor do lines with another number of words.
    """
    if first == second:
        return other == first
    lines = [text.splitlines() for text in (first, second, other)]
    if len(lines[0]) != len(lines[1]):
        return None
    return len(lines[2]) == len(lines[0]) and all(map(_line_agrees, *lines))


def _line_agrees(first, second, other):
    if first == second:
        return other == first
    one, two, three = (_words(line) for line in (first, second, other))
    if len(one) != len(two):
        return True
    return len(three) == len(one) and all(c == a for a, b, c in zip(one, two, three) if a == b)


def _words(line):
    return re.findall(r"[\w.+-]+|[^\w\s]", line)


def differs(found):
    """Whether a second run on classic Spark is needed to judge."""
    classic, runtime = found.get("classic"), found["runtime"]
    return classic is not None and classic["code"] == runtime["code"] == 0 and classic["out"] != runtime["out"]


def varying(first, second):
    """How many lines differ between two texts of as many lines."""
    return sum(a != b for a, b in zip(first.splitlines(), second.splitlines()))


def judge(found):
    """What came of an example: (classic, connect, runtime, whether the same or why not)."""
    runtime = found["runtime"]
    states = [_state(found[side]) if side in found else "" for side in ("classic", "connect", "runtime")]
    if "classic" not in found:
        return (*states, "no: " + _reason(runtime))
    classic, again = found["classic"], found.get("classic again", found["classic"])
    if states[0] != "ends":
        return (*states, "classic fails: " + _reason(classic))
    same = agree(classic["out"], again["out"], runtime["out"])
    if states[2] != "ends":
        return (*states, "no: " + _reason(runtime))
    if same is None:
        return (*states, "two classic runs differ in length")
    lines = varying(classic["out"], again["out"])
    if not same:
        return (*states, "no: prints something else" + ("; classic runs differ in %d lines" % lines if lines else ""))
    return (*states, "yes" if not lines else "yes, but for words of %d lines that classic runs differ in" % lines)


def _state(run):
    return "ends" if run["code"] == 0 else "no end" if run["code"] is None else "fails"


def _reason(run):
    if run["code"] is None:
        return "no end in time"
    lines = [line for line in run["err"].splitlines() if re.match(r"[\w.]*(Error|Exception|OnConnect|Lost)\b", line)]
    text = lines[-1] if lines else (run["err"].strip().splitlines() or ["exit code %d" % run["code"]])[-1]
    return re.sub(r" \(/[^)]*\)|/\S*/(?=run/)", "", text).replace("|", "\\|")[:200]


def table(examples, results):
    """The rows of all examples, as Markdown."""
    rows = []
    for name in examples.names():
        reason = reason_not_to_run(name)
        if reason is None:
            continue
        if reason:
            rows.append((name, "", "", "", "not run: " + reason))
        elif name in results:
            rows.append((name, *judge(results[name])))
        else:
            rows.append((name, "", "", "", "not run" + ("" if examples.is_classic(name) else ": has no RDD or context")))
    text = ["| example | classic | Connect | `reconnect run` | same output |", "|---|---|---|---|---|"]
    text += ["| %s |" % " | ".join(row) for row in rows]
    return "\n".join(text) + "\n", rows


def summary(examples, rows):
    found = {}
    for name, classic, connect, runtime, same in rows:
        if not classic:
            continue
        counts = found.setdefault(("takes RDDs or a context" if examples.is_classic(name) else "neither"), [0] * 5)
        for i, holds in enumerate((True, classic == "ends", connect == "ends", runtime == "ends", same[:3] == "yes")):
            counts[i] += holds
    text = ["| examples | run | end on classic | on Connect | with `reconnect run` | same output |", "|---|---|---|---|---|---|"]
    return "\n".join(text + ["| %s | %s |" % (key, " | ".join(map(str, value))) for key, value in sorted(found.items())])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--only", default="", help="the examples whose path contains this")
    parser.add_argument("--again", action="store_true", help="run with `reconnect run` once more what has results")
    parser.add_argument("--quick", action="store_true", help="run what the runtime refuses by name there alone")
    parser.add_argument("--table", type=pathlib.Path, help="write the table, and run nothing")
    parser.add_argument("--limit", type=float, default=300.0)
    given = parser.parse_args()
    work = given.work.resolve()
    examples = Examples(work)
    folder = work / "results"
    folder.mkdir(exist_ok=True)
    if given.table:
        files = {path: json.loads(path.read_text()) for path in sorted(folder.iterdir())}
        text, rows = table(examples, {result["name"]: result for result in files.values()})
        given.table.write_text(summary(examples, rows) + "\n\n" + text)
        return 0
    runner = Runner(examples, given.limit)
    try:
        for name in examples.names():
            path = folder / (name.replace("/", "-") + ".json")
            if given.only not in name or reason_not_to_run(name) != "" or path.exists() and not given.again:
                continue
            found = json.loads(path.read_text()) if path.exists() else {"name": name}
            for side in SIDES:
                if side == "classic again" and not differs(found):
                    continue
                if given.quick and side != "runtime" and "UnsupportedOnConnect: " in found["runtime"]["err"]:
                    continue
                if side not in found or side == "runtime":
                    found[side] = runner.result(name, side)
            path.write_text(json.dumps(found))
            print(name, *judge(found), [found[side]["seconds"] for side in SIDES if side in found], sep="\t", flush=True)
    finally:
        runner.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
