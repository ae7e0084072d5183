"""What tracing costs: CPU time of RDD jobs, traced and not: tracing.py [--rounds N] [--classic] [JOB...]

Run it with the Python of an environment that has PySpark with its Connect server. Each side is a process that keeps its
session; rounds alternate between the sides, the first is not counted. A figure is the CPU time of the client, the JVM
and the workers together, the median of all rounds.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = os.path.join(HERE, os.pardir, os.pardir, "runtime", "src")
_TICK = os.sysconf("SC_CLK_TCK")


def serve(mode):
    """Runs the jobs that are named on standard input, one a line, and answers when each is done."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    import reconnect_runtime

    if mode != "native" or os.environ.get("RECONNECT_TRACE"):
        reconnect_runtime.activate(mode)
    import jobs
    from pyspark import SparkContext

    sc = SparkContext("local[2]", "bench")
    for line in sys.stdin:
        answers.write(json.dumps(repr(jobs.JOBS[line.strip()](sc))) + "\n")
        answers.flush()


def cpu(roots):
    """Seconds that the processes and all below them have used."""
    parents, used = {}, {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open("/proc/%s/stat" % name) as stream:
                    fields = stream.read().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(name)] = int(fields[1])
            used[int(name)] = sum(map(int, fields[11:15])) / _TICK
    total = 0
    for pid in used:
        above = pid
        while above in parents and above not in roots:
            above = parents[above]
        total += used[pid] if above in roots else 0
    return total


class Side:
    def __init__(self, mode, environment, server):
        self._process = subprocess.Popen(
            [sys.executable, os.path.abspath(__file__), "--serve", mode],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        self._roots = {self._process.pid, *server}

    def run(self, job):
        before = cpu(self._roots)
        self._process.stdin.write(job + "\n")
        self._process.stdin.flush()
        result = json.loads(self._process.stdout.readline())
        return cpu(self._roots) - before, result

    def stop(self):
        self._process.stdin.close()
        self._process.wait(60)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--classic", action="store_true")
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    parser.add_argument("jobs", nargs="*")
    given = parser.parse_args()
    sys.path[:0] = [HERE, SOURCES]
    if given.serve:
        return serve(given.serve)
    import jobs

    from reconnect_runtime.server import LocalServer

    base = dict(os.environ, PYTHONHASHSEED="0", PYSPARK_PYTHON=sys.executable, PYTHONPATH=os.path.abspath(SOURCES))
    base.pop("SPARK_REMOTE", None)
    base.pop("RECONNECT_TRACE", None)
    with tempfile.TemporaryDirectory() as folder:
        server, pids, mode = None, (), "native"
        if not given.classic:
            server, mode = LocalServer(folder, {"spark.master": "local[2]"}), "run"
            base["SPARK_REMOTE"], pids = server.remote, (server.process.pid,)
        traced = dict(base, RECONNECT_TRACE=os.path.join(folder, "trace.jsonl"))
        sides = [Side(mode, base, pids), Side(mode, traced, pids)]
        ratios = []
        print("%-22s %10s %10s %7s" % ("job", "plain s", "traced s", "ratio"))
        for name in given.jobs or list(jobs.JOBS):
            times, results = ([], []), set()
            for counted in range(given.rounds + 1):
                for index in (0, 1) if counted % 2 else (1, 0):
                    seconds, result = sides[index].run(name)
                    results.add(result)
                    if counted:
                        times[index].append(seconds)
            if len(results) > 1:
                sys.exit("%s differs: %s" % (name, results))
            plain, with_trace = map(statistics.median, times)
            ratios.append(with_trace / plain)
            print("%-22s %10.2f %10.2f %7.2f" % (name, plain, with_trace, ratios[-1]), flush=True)
        print("%-22s %10s %10s %7.2f" % ("geometric mean", "", "", statistics.geometric_mean(ratios)))
        for side in sides:
            side.stop()
        if server is not None:
            server.stop()


if __name__ == "__main__":
    main()
