"""How time and memory of RDD jobs grow with their data: python bench/runtime/growth.py [--base X] [JOB...]

Run it with the Python of an environment that has PySpark with its Connect server. Each job runs on 1, 4 and 16 times
`--base` of the data that `compare` gives it (`--base 0.25` without a word), on classic Spark and on the runtime, after
one run that is not counted. CPU is that of the client, the JVM and the workers together. Peaks are those of the client,
of the JVM, whose heap is limited to 2 GB and grows to that before it collects, and of the largest worker.
"""

import argparse
import os
import sys
import tempfile
import time

import compare
import jobs
import tracing

from reconnect_runtime.server import LocalServer

STEPS = (1, 4, 16)


class Measured:
    """A side with the processes that work for it."""

    def __init__(self, side, roots):
        self.side = side
        self._roots = roots

    def run(self, job, scale):
        """(wall seconds, CPU seconds, result, MiB of the client, of the JVM, of the largest worker)."""
        for pid in self._processes():
            _write("/proc/%d/clear_refs" % pid, "5")
        cpu, started = tracing.cpu(self._roots), time.perf_counter()
        _, result, _ = self.side.run(job, scale)
        wall, cpu = time.perf_counter() - started, tracing.cpu(self._roots) - cpu
        peaks = {"client": 0, "jvm": 0, "worker": 0}
        for pid in self._processes():
            kind = "client" if pid == self.side.pid else "jvm" if _name(pid) == "java" else "worker"
            peaks[kind] = max(peaks[kind], _peak(pid))
        return wall, cpu, result, peaks["client"], peaks["jvm"], peaks["worker"]

    def _processes(self):
        parents = {}
        for name in filter(str.isdigit, os.listdir("/proc")):
            parents[int(name)] = _parent(int(name))
        found = []
        for pid in parents:
            above = pid
            while above in parents and above not in self._roots:
                above = parents[above]
            if above in self._roots:
                found.append(pid)
        return found


def _read(path):
    try:
        with open(path) as stream:
            return stream.read()
    except OSError:
        return ""


def _write(path, text):
    try:
        with open(path, "w") as stream:
            stream.write(text)
    except OSError:
        pass


def _parent(pid):
    fields = _read("/proc/%d/stat" % pid).rpartition(")")[2].split()
    return int(fields[1]) if fields else 0


def _name(pid):
    return _read("/proc/%d/comm" % pid).strip()


def _peak(pid):
    for line in _read("/proc/%d/status" % pid).splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) // 1024
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--base", type=float, default=0.25)
    parser.add_argument("jobs", nargs="*")
    given = parser.parse_args()
    base = compare.environment()
    with tempfile.TemporaryDirectory() as folder:
        server = LocalServer(folder, {"spark.master": "local[2]"})
        classic = compare.Side("classic", dict(base, PYSPARK_SUBMIT_ARGS="--driver-memory 2g pyspark-shell"))
        runtime = compare.Side("runtime", dict(base, SPARK_REMOTE=server.remote))
        sides = [Measured(classic, {classic.pid}), Measured(runtime, {runtime.pid, server.process.pid})]
        print("| job | side | wall s at %d / %d / %d times | CPU s | client MiB | JVM MiB | worker MiB |" % STEPS)
        print("|---|---|---|---|---|---|---|")
        for job in given.jobs or list(jobs.JOBS):
            found = [[] for _ in sides]
            for step in (STEPS[0], *STEPS):
                for side, rows in zip(sides, found):
                    rows.append(side.run(job, step * given.base))
            for side, rows in zip(sides, found):
                wall, cpu, results, *peaks = zip(*rows[1:])
                cells = [" / ".join("%.2f" % each for each in times) for times in (wall, cpu)]
                cells += [" / ".join("%d" % each for each in sizes) for sizes in peaks]
                print("| %s | %s | %s |" % (job, side.side.name, " | ".join(cells)), flush=True)
            if [row[2] for row in found[0]] != [row[2] for row in found[1]]:
                sys.exit("%s differs: %s" % (job, found))
        for side in sides:
            side.side.stop()
        server.stop()


if __name__ == "__main__":
    main()
