"""What tracing costs: CPU time of RDD jobs, traced and not: tracing.py [--rounds N] [--classic] [JOB...]

Run it with the Python of an environment that has PySpark with its Connect server. The sides are processes as in
`compare`; rounds alternate between them, the first is not counted. A figure is the CPU time of the client, the JVM and
the workers together, the median of all rounds.
"""

import argparse
import os
import statistics
import sys
import tempfile

import compare
import jobs

from reconnect_runtime.server import LocalServer

_TICK = os.sysconf("SC_CLK_TCK")


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


def timed(side, job, server):
    """The CPU seconds of a job, and its result."""
    roots = {side.pid, *server}
    before = cpu(roots)
    _, result, _ = side.run(job)
    return cpu(roots) - before, result


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--classic", action="store_true")
    parser.add_argument("jobs", nargs="*")
    given = parser.parse_args()
    base = compare.environment()
    with tempfile.TemporaryDirectory() as folder:
        server, pids, name = None, (), "classic"
        if not given.classic:
            server, name = LocalServer(folder, {"spark.master": "local[2]"}), "runtime"
            base["SPARK_REMOTE"], pids = server.remote, (server.process.pid,)
        traced = dict(base, RECONNECT_TRACE=os.path.join(folder, "trace.jsonl"))
        sides = [compare.Side(name, base), compare.Side(name, traced)]
        ratios = []
        print("%-22s %10s %10s %7s" % ("job", "plain s", "traced s", "ratio"))
        for job in given.jobs or list(jobs.JOBS):
            times, results = ([], []), set()
            for counted in range(given.rounds + 1):
                for index in (0, 1) if counted % 2 else (1, 0):
                    seconds, result = timed(sides[index], job, pids)
                    results.add(result)
                    if counted:
                        times[index].append(seconds)
            if len(results) > 1:
                sys.exit("%s differs: %s" % (job, results))
            plain, with_trace = map(statistics.median, times)
            ratios.append(with_trace / plain)
            print("%-22s %10.2f %10.2f %7.2f" % (job, plain, with_trace, ratios[-1]), flush=True)
        print("%-22s %10s %10s %7.2f" % ("geometric mean", "", "", statistics.geometric_mean(ratios)))
        for side in sides:
            side.stop()
        if server is not None:
            server.stop()


if __name__ == "__main__":
    main()
