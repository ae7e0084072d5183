"""Repairs the programs of this folder, from a run or from what was recorded, and prints what became of each.

    python bench/exceptions/run.py [--recorded] [NAME]...

Without --recorded `reconnect repair --run` takes all programs over the same warm Spark. With it each program gets its recorded traceback of
release 4.2 instead, in a process of its own. Ends with 1 if an outcome is not the one in `programs.tsv`.
"""

from __future__ import annotations

import argparse
import collections
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUTCOME = re.compile(r"^(?:.*/)?(\w+)\.py: (REPAIRED|RUNS, not compared|RUNS on Spark Connect as it is|FAILS on classic Spark too|REFUSED)", re.MULTILINE)
SHORT = {
    "REPAIRED": "repaired",
    "RUNS, not compared": "runs",
    "RUNS on Spark Connect as it is": "no failure",
    "FAILS on classic Spark too": "classic",
    "REFUSED": "refused",
}


def expected() -> dict[str, str]:
    rows = (HERE / "programs.tsv").read_text().splitlines()[1:]
    return {cells[0]: cells[3] for cells in (row.split("\t") for row in rows)}


def repair(programs: list[pathlib.Path], *options: str) -> str:
    run = subprocess.run([ROOT / "reconnect", "repair", *programs, "--data", HERE / "data", *options, "--", "{data}"], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(run.stderr)
    return run.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--recorded", action="store_true")
    options = parser.parse_args()
    programs = [HERE / "programs" / f"{name}.py" for name in options.names or sorted(expected())]
    if options.recorded:
        output = "".join(repair([program], "--traceback", HERE / "recorded" / "4.2" / f"{program.stem}.txt") for program in programs)
    else:
        output = repair(programs, "--run")
    found = {name: SHORT[outcome] for name, outcome in OUTCOME.findall(output)}
    other = 0
    for program in programs:
        outcome, wanted = found.get(program.stem, "nothing"), expected()[program.stem]
        other += outcome != wanted
        print(f"{program.stem:28} {outcome}{'' if outcome == wanted else f'  (not {wanted})'}")
    print(", ".join(f"{count} {outcome}" for outcome, count in collections.Counter(found.values()).most_common()))
    sys.exit(1 if other else 0)


if __name__ == "__main__":
    main()
