"""The examples and the proofs of `./dev matrix` on releases of Spark, as a table.

Each step is a function that takes a release and yields what it ran, as (name, outcome, seconds); append further ones to
STEPS. An outcome that starts with "ok" is good. The environments are made by the tool itself when they are missing.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RELEASES = ("3.5", "4.0", "4.1", "4.2", "4.3")
VERDICT = re.compile(r"\b(MIGRATED|UNCHANGED|REFUSED)\b(?:, (\w+))?(.*)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("releases", nargs="*", metavar="RELEASE", help="such as 4.0; all of them without one")
    parser.add_argument("--only", action="append", default=[], choices=[step.__name__ for step in STEPS], help="just this step; repeatable")
    arguments = parser.parse_args()
    unknown = set(arguments.releases) - set(RELEASES)
    if unknown:
        parser.error("no such release: " + ", ".join(sorted(unknown)))
    failed = 0
    for release in arguments.releases or RELEASES:
        for step in STEPS:
            if arguments.only and step.__name__ not in arguments.only:
                continue
            for name, outcome, seconds in step(release):
                failed += not outcome.startswith("ok")
                print(f"{release:5}{step.__name__:10}{name:26}{seconds:5.0f} s  {outcome}", flush=True)
    print(f"{failed} of these do not hold" if failed else "Everything holds.")
    return 1 if failed else 0


def examples(release):
    """The calls of examples/README.md."""
    text = (ROOT / "examples" / "README.md").read_text(encoding="utf-8").replace("\\\n", " ")
    for line in re.findall(r"(?m)^\./reconnect migrate .*", text):
        words = shlex.split(line)
        with tempfile.TemporaryDirectory() as folder:
            command = [*words[:2], "--spark", release, "--target", "spark-" + release, "--out", folder, *words[2:]]
            done, seconds = timed(command)
        found = VERDICT.search(done.stdout)
        said = found.group(0) if found else last_line(done)
        good = found is not None and found.group(1) == "MIGRATED" and found.group(2) == "VERIFIED"
        yield words[2].split("/")[1], ("ok: " if good else "NOT OK: ") + said, seconds


def proofs(release):
    """The prover's own tests: right rewrites are verified, wrong ones are not."""
    python = subprocess.run(["./reconnect", "environment", "--spark", release], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    for name in ("ProverTest", "PairsTest"):
        command = ["mvn", "-B", "-pl", "proof", "-am", "test", "-Dtest=" + name, "-Dsurefire.failIfNoSpecifiedTests=false"]
        command += ["-Dreconnect.python=" + python.stdout.strip(), *server_jar(release)]
        done, seconds = timed(command)
        counts = re.findall(r"Tests run: \d+, Failures: \d+, Errors: \d+", done.stdout)
        failures = re.findall(r"(?m)^\[ERROR\]   (?:\w+\.)?(.*)", done.stdout)
        yield name, ("ok: " if done.returncode == 0 else "NOT OK: ") + "; ".join(counts[-1:] + failures[:20]), seconds


def server_jar(release):
    """The Connect server of 3.5, which its PySpark does not bring."""
    if release != "3.5":
        return []
    command = ["./reconnect", "environment", "--server", "--spark", release]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
    return ["-Dreconnect.serverJar=" + done.stdout.strip()]


STEPS = [examples, proofs]


def timed(command):
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True)
    return done, time.monotonic() - began


def environment():
    """Without an interpreter of the user's choice, which has one release only; there is time for all that tests can do."""
    return {**{name: value for name, value in os.environ.items() if name != "RECONNECT_PYTHON"}, "RECONNECT_LONG": "1"}


def last_line(done):
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[-1] if lines else f"exit code {done.returncode}"


if __name__ == "__main__":
    sys.exit(main())
