"""What others do for the programs of this folder: a table for `bench/lift/README.md`.

    python bench/lift/baselines.py [--ucx PYTHON] [--others PYTHON]

--ucx and --others are Pythons of two environments outside the project, of `bench/linters/ucx.in` and `others.in`; what is not given is left out.

A site is a place of a program that cannot work on Spark Connect, as `reconnect scan` reports it without the lifter. A tool says something of a
program if it has a finding on one of its sites' lines; a program has no site left if a scan of what the tool writes finds none. That is
less than a proof: the lifter's own figure, by `run.py`, is of programs that were run.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LINTERS = ROOT / "bench" / "linters"
UPGRADE = """
import sys
from pysparkler.api import PySparkler

for file in sys.argv[1:]:
    try:
        PySparkler(dry_run=False).upgrade_script(file, output_file=file)
    except Exception as error:
        print(file, error, file=sys.stderr)
"""


def sites(folder: pathlib.Path) -> dict[str, set[int]]:
    """The lines of each program that hold a site."""
    command = [ROOT / "reconnect", "scan", "--no-cache", "--ignore", "rdd-pipeline", "--format", "json", folder]
    found = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    return {
        pathlib.Path(file["path"]).name: {finding["range"]["start"]["line"] for finding in file["findings"] if finding["severity"] == "error"}
        for file in found["files"]
    }


def findings(command: list[str], programs: list[pathlib.Path]) -> dict[str, set[int]]:
    done = subprocess.run([*command, *map(str, programs)], stdout=subprocess.PIPE, text=True, check=True)
    lines: dict[str, set[int]] = {program.name: set() for program in programs}
    for text in done.stdout.splitlines():
        row = json.loads(text)
        lines[pathlib.Path(row["file"]).name].add(row["line"])
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ucx", metavar="PYTHON")
    parser.add_argument("--others", metavar="PYTHON")
    options = parser.parse_args()
    programs = sorted((HERE / "programs").glob("*.py"))
    broken = sites(HERE / "programs")
    number = sum(len(lines) for lines in broken.values())
    print(f"| | lines with sites, of {number} | programs of which it says something, of {len(programs)} | programs without a site left |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        copies = pathlib.Path(scratch)
        for place, (fix, without) in enumerate({"rules without the lifter": ["--ignore", "rdd-pipeline"], "rules and lifter": []}.items()):
            copy = copies / str(place)
            shutil.copytree(HERE / "programs", copy)
            command = [ROOT / "reconnect", "fix", "--unsafe", "--write", "--quiet", *without, copy]
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            print(f"| Reconnect, {fix}, without a run | {number} | {sum(map(bool, broken.values()))} | {whole(copy, programs)} |")
        if options.ucx is not None:
            report("UCX 0.60.1, Connect rules, which write nothing", findings([options.ucx, str(LINTERS / "ucx_connect_rules.py")], programs), broken, "")
        if options.others is not None:
            copy = copies / "pysparkler"
            shutil.copytree(HERE / "programs", copy)
            subprocess.run([options.others, "-c", UPGRADE, *copy.glob("*.py")], stdout=subprocess.DEVNULL, check=True)
            found = findings([options.others, str(LINTERS / "pysparkler_hints.py")], programs)
            report("pysparkler 0.8.0", found, broken, str(whole(copy, programs)))


def whole(copy: pathlib.Path, programs: list[pathlib.Path]) -> int:
    """How many programs have no site left."""
    left = sites(copy)
    return sum(not left.get(program.name) for program in programs)


def report(name: str, found: dict[str, set[int]], broken: dict[str, set[int]], left: str) -> None:
    hits = [broken.get(file, set()) & lines for file, lines in found.items()]
    print(f"| {name} | {sum(map(len, hits))} | {sum(map(bool, hits))} | {left} |")


if __name__ == "__main__":
    main()
