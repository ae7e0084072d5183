"""Writes tests for the six examples and for programs of bench/exceptions, runs them again and again, and prints what came of it.

    python bench/generated_tests/run.py [--runs 20] [--programs 30] [--out DIR] [NAME]...

Each program gets its tests by one call of `reconnect test`. Then plain pytest runs these `--runs` times over the migrated program, all on one
Connect server. The table says how many tests were kept, how many wrong variants they notice, and how many of the runs failed.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXAMPLES = {
    "sales_report": ["job.py", "--", "--data", "{data}", "--out", "{out}"],
    "log_quality": ["notebook.py"],
    "customer_enrichment": ["job.py", "--", "{data}", "{out}"],
    "daily_export": ["job.py", "--", "--events", "{data}", "--target", "{out}"],
    "feature_table": ["features.ipynb"],
    "shipments": [
        "shipments.py",
        *["--call", 'late(spark, "{data}/shipments.csv", 3)', "--call", 'carriers(spark, "{data}/shipments.csv")'],
        *["--call", 'numbered(spark, "{data}/shipments.csv")'],
    ],
}
KEPT = re.compile(r": (\d+) tests?$", re.MULTILINE)
NOTICED = re.compile(r"^wrong variants: (\d+) of (\d+) noticed(?:.*?, (\d+) that no data set)?", re.MULTILINE)
BRANCHES = re.compile(r"^branches of the original: (\d+) of (\d+)", re.MULTILINE)


def calls(programs: int) -> dict[str, list[str]]:
    """For each program the words after `reconnect test`."""
    found = {}
    for name, words in EXAMPLES.items():
        folder = ROOT / "examples" / name
        found[name] = [str(folder / words[0]), "--data", str(folder / "data"), *words[1:]]
    exceptions = ROOT / "bench" / "exceptions"
    rows = [row.split("\t") for row in (exceptions / "programs.tsv").read_text().splitlines()[1:]]
    for name in [cells[0] for cells in rows if cells[3] == "repaired"][:programs]:
        found[name] = [str(exceptions / "programs" / f"{name}.py"), "--data", str(exceptions / "data"), "--", "{data}"]
    return found


def write(words: list[str], folder: pathlib.Path) -> tuple[str, float]:
    began = time.monotonic()
    place = words.index("--") if "--" in words else len(words)
    command = [ROOT / "reconnect", "test", *words[:place], "--out", folder, "--no-variants", "--verbose", *words[place:]]
    done = subprocess.run(command, capture_output=True, text=True)
    return (done.stdout + done.stderr), time.monotonic() - began


def repeat(folder: pathlib.Path, runs: int) -> int:
    """How many runs over the migrated program fail; in the server's own folder, where it finds relative paths."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "runtime" / "src"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--spark", os.environ["SPARK_REMOTE"], "--work", os.getcwd()]
    failed = 0
    for _ in range(runs):
        for entry in os.scandir():
            if entry.name != "artifacts":
                shutil.rmtree(entry.path) if entry.is_dir() else os.unlink(entry.path)
        done = subprocess.run([*command, folder], capture_output=True, text=True, env=environment)
        failed += done.returncode != 0
    return failed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--programs", type=int, default=30)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "generated-tests")
    options = parser.parse_args()
    if options.runs and "SPARK_REMOTE" not in os.environ:
        environment = dict(os.environ, PYTHONPATH=str(ROOT / "runtime" / "src"))
        server = [sys.executable, "-m", "reconnect_runtime.server", "--conf", "spark.master=local[2]"]
        with tempfile.TemporaryDirectory() as work:
            again = [sys.executable, pathlib.Path(__file__).resolve(), *sys.argv[1:], "--out", options.out.resolve()]
            sys.exit(subprocess.run([*server, *again], env=environment, cwd=work).returncode)
    sums = [0, 0, 0, 0, 0]
    print("| program | tests | noticed | the same | branches | failed runs | seconds |\n|---|---|---|---|---|---|---|")
    for name, words in calls(options.programs).items():
        if options.names and name not in options.names:
            continue
        report, seconds = write(words, options.out / name)
        (options.out / f"{name}.txt").write_text(report)
        kept, noticed, branches = KEPT.search(report), NOTICED.search(report), BRANCHES.search(report)
        if kept is None or noticed is None:
            reason = next(iter(report.splitlines()[1:]), "").strip()
            print(f"| {name} | none: {reason[:80]} | | | | | {seconds:.0f} |", flush=True)
            continue
        failed = repeat(options.out / name, options.runs)
        killed, counted, same = int(noticed[1]), int(noticed[2]), int(noticed[3] or 0)
        sums = [a + b for a, b in zip(sums, (int(kept[1]), killed, counted, same, failed), strict=True)]
        ran = f"{branches[1]} of {branches[2]}" if branches else "none"
        print(f"| {name} | {kept[1]} | {killed} of {counted} | {same} | {ran} | {failed} of {options.runs} | {seconds:.0f} |", flush=True)
    rate = 100 * sums[1] / max(1, sums[2])
    print(f"\n{sums[0]} tests; {sums[1]} of {sums[2]} wrong variants noticed ({rate:.0f}%), {sums[3]} more the same; {sums[4]} failed runs")


if __name__ == "__main__":
    main()
