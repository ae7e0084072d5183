"""Records what the programs of this folder raise on a Spark Connect server.

    python bench/exceptions/record.py --release 4.2 [--only NAME]...

Runs each of `programs/*.py` with the developers' Python of the release on a Connect server of that release, and writes what it printed to
standard error to `recorded/RELEASE/NAME.txt`: paths of this machine are replaced, nothing else. A program that does not fail on that release
leaves no file. `diagnose`'s tests read these files; they run no Spark.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LONGEST = 60_000
WARNINGS = re.compile(r"^(?:WARNING|Setting default|To adjust logging|\d\d/\d\d/\d\d .* (?:WARN|INFO)) .*\n|^.*Warning: .*\n(?:  .*\n)?", re.MULTILINE)


def interpreter(release: str) -> str:
    run = subprocess.run([ROOT / "reconnect", "environment", "--dev", "--spark", release], check=True, capture_output=True, text=True)
    return run.stdout.strip()


def scrubbed(text: str, python: str) -> str:
    """The text without what is this machine's own, and of a long server stack only the beginning."""
    packages = subprocess.run(
        [python, "-c", "import os, pyspark; print(os.path.dirname(os.path.dirname(pyspark.__file__)))"], check=True, capture_output=True, text=True
    ).stdout.strip()
    text = text.replace(str(HERE / "programs"), "/jobs").replace(str(HERE / "data"), "/data").replace(packages, "/python/site-packages")
    text = re.sub(r"/\S*/lib/python3\.\d+/", "/python/lib/", text.replace("/python/site-packages", "\0")).replace("\0", "/python/site-packages")
    text = re.sub(re.escape(tempfile.gettempdir()) + r"/tmp\w+", "/tmp/x", text)
    text = re.sub(r"localhost:\d+|127\.0\.0\.1:\d+|\[::1\]:\d+", "localhost:15002", text)
    text = re.sub(r"(\\nJVM stacktrace:\\n[^\\\n]*)(?:\\[nt][^\\\n\"]*)*", r"\1", text)  # within JSON
    text = re.sub(r"(JVM stacktrace:\n(?:.*\n){3})(?:.*\n)*?(?=\Z|\nThe above|\nDuring)", r"\1", text)
    return WARNINGS.sub("", text)[:LONGEST]


def record(program: pathlib.Path, python: str, folder: pathlib.Path) -> None:
    target = folder / f"{program.stem}.txt"
    try:
        run = subprocess.run([python, program, HERE / "data"], cwd=HERE / "programs", capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        print(f"{program.stem:28} did not end", flush=True)
        return
    if run.returncode == 0:
        target.unlink(missing_ok=True)
    else:
        target.write_text(scrubbed(run.stderr, python))
    print(f"{program.stem:28} {run.returncode} {run.stderr.strip().splitlines()[-1][:120] if run.returncode and run.stderr.strip() else ''}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--release", default="4.2")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    python = interpreter(options.release)
    if not options.inside:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "runtime" / "src"), "PYSPARK_PYTHON": python}
        if options.release == "3.5":
            jar = subprocess.run([ROOT / "reconnect", "environment", "--server", "--spark", "3.5"], check=True, capture_output=True, text=True)
            environment["RECONNECT_SERVER_JAR"] = jar.stdout.strip()
        arguments = [sys.executable, __file__, "--inside", *sys.argv[1:]]
        sys.exit(subprocess.run([python, "-m", "reconnect_runtime.server", "--conf", "spark.master=local[2]", *arguments], env=environment).returncode)
    os.environ.pop("PYTHONPATH", None)
    folder = HERE / "recorded" / options.release
    folder.mkdir(parents=True, exist_ok=True)
    for program in sorted((HERE / "programs").glob("*.py")):
        if not options.only or program.stem in options.only:
            record(program, python, folder)


if __name__ == "__main__":
    main()
