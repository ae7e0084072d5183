"""Times RDD jobs on classic Spark and on the runtime, in one run: python bench/runtime/compare.py [--rounds N] [JOB...]

Run it with the Python of an environment that has PySpark with its Connect server. Each side is one process with a
warm JVM; rounds alternate between the sides, the first round is not counted, and figures are medians of wall time.
`--congruity FOLDER` has the package spark-congruity, which was installed into that folder, run the jobs too; workers get
it on their path, as it has to be installed there.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.abspath(os.path.join(HERE, os.pardir, os.pardir, "runtime", "src"))
sys.path[:0] = [HERE, SOURCES]

FAILED = "failed: "


def serve(side):
    """Runs the jobs that are named on standard input, one a line, and answers with seconds, result and peak memory.

    What it does is traced where RECONNECT_TRACE says so.
    """
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    import jobs

    sc = _context(side)
    for line in sys.stdin:
        name, scale = line.split()
        jobs.SCALE = float(scale)
        start = time.perf_counter()
        try:
            result = repr(jobs.JOBS[name](sc))
        except Exception as raised:
            if side != "congruity":
                raise
            result = FAILED + type(raised).__name__ + ": " + str(raised).splitlines()[0]
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        answers.write(json.dumps([seconds, result, peak]) + "\n")
        answers.flush()


def _context(side):
    if side == "congruity":
        import congruity.patch  # noqa: F401
        from pyspark.sql import SparkSession

        spark = SparkSession.builder.remote(os.environ["SPARK_REMOTE"]).getOrCreate()
        # It knows binary values as they were before Spark 4.1 alone.
        spark.conf.set("spark.sql.execution.pyspark.binaryAsBytes", "false")
        return spark.sparkContext
    import reconnect_runtime

    if side == "runtime":
        reconnect_runtime.activate()
    elif os.environ.get("RECONNECT_TRACE"):
        reconnect_runtime.activate("native")
    from pyspark import SparkContext

    sc = SparkContext("local[2]", "bench")
    if side == "classic":
        sc.setLogLevel("OFF")
    return sc


def environment():
    """The environment of a side on classic Spark."""
    found = dict(os.environ, PYTHONHASHSEED="0", PYSPARK_PYTHON=sys.executable, PYTHONPATH=SOURCES)
    for name in ("SPARK_REMOTE", "RECONNECT_TRACE"):
        found.pop(name, None)
    return found


class Side:
    """A process that runs jobs on `classic` Spark, on the `runtime`, or with `congruity`."""

    def __init__(self, name, environment):
        self.name = name
        self._process = subprocess.Popen(
            [sys.executable, os.path.abspath(__file__), "--serve", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        self.pid = self._process.pid

    def run(self, job, scale=1.0):
        self._process.stdin.write("%s %s\n" % (job, scale))
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def stop(self):
        self._process.stdin.close()
        self._process.wait(60)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=float, default=1.0, help="how much data, 1 for the figures in the documents")
    parser.add_argument("--congruity", metavar="FOLDER")
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    parser.add_argument("jobs", nargs="*")
    given = parser.parse_args()
    if given.serve:
        return serve(given.serve)
    import jobs

    from reconnect_runtime.server import LocalServer

    base = environment()
    names = given.jobs or list(jobs.JOBS)
    if given.congruity:
        os.environ["PYTHONPATH"] = os.path.abspath(given.congruity)
    with tempfile.TemporaryDirectory() as folder:
        server = LocalServer(folder, {"spark.master": "local[2]"})
        sides = [Side("classic", base), Side("runtime", dict(base, SPARK_REMOTE=server.remote))]
        other = None
        if given.congruity:
            paths = os.pathsep.join([SOURCES, os.path.abspath(given.congruity)])
            other = Side("congruity", dict(base, SPARK_REMOTE=server.remote, PYTHONPATH=paths))
        ratios = []
        print("%-22s %10s %10s %7s %14s" % ("job", "classic s", "runtime s", "ratio", "client MiB"))
        for name in names:
            times = {side.name: [] for side in sides}
            results, peaks = {}, {}
            for counted in range(given.rounds + 1):
                for side in sides:
                    seconds, results[side.name], peaks[side.name] = side.run(name, given.scale)
                    if counted:
                        times[side.name].append(seconds)
            if len(set(results.values())) > 1:
                sys.exit("%s differs: %s" % (name, results))
            classic, runtime = (statistics.median(times[side.name]) for side in sides)
            ratios.append(runtime / classic)
            memory = "%d / %d" % (peaks["classic"], peaks["runtime"])
            print("%-22s %10.2f %10.2f %7.2f %14s" % (name, classic, runtime, ratios[-1], memory), flush=True)
            if other is not None:
                print("%-22s %s" % ("  congruity", _beside(other, name, given, results["classic"])), flush=True)
        print("%-22s %10s %10s %7.2f" % ("geometric mean", "", "", statistics.geometric_mean(ratios)))
        for side in [*sides, other] if other else sides:
            side.stop()
        server.stop()


def _beside(side, name, given, expected):
    """What a side that may fail does with a job: the median of its times, and whether the result was right."""
    times = []
    for counted in range(given.rounds + 1):
        seconds, result, _ = side.run(name, given.scale)
        if result.startswith(FAILED):
            return result[:120]
        if counted:
            times.append(seconds)
    return "%.2f s, %s" % (statistics.median(times), "right" if result == expected else "wrong: " + result[:60])


if __name__ == "__main__":
    main()
