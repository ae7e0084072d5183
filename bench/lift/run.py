"""Migrates the programs of this folder and prints what became of each: a table for `bench/lift/README.md`.

    python bench/lift/run.py [--out DIR] [PROGRAM...]

DIR keeps the migrated programs, their patches and reports.

A program is `native` where its RDDs became DataFrames and the proof held, `runtime` where it runs on `reconnect_runtime` instead, and
refused otherwise. The last column is what the lifter said of pipelines that it left alone.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def migrate(programs: list[str], out: str | None) -> list[dict]:
    """The evidence of all programs, as `reconnect migrate` writes it."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = out or scratch
        command = [ROOT / "reconnect", "migrate", "--quiet", "--out", folder, "--data", HERE / "data", *programs, "--", "{data}", "{out}"]
        subprocess.run(command, cwd=HERE, stdout=subprocess.DEVNULL, check=False)
        evidence = json.loads((pathlib.Path(folder) / "evidence.json").read_text())
    return evidence.get("programs", [evidence])


def stays(program: pathlib.Path) -> str:
    """Why the lifter leaves a program's pipelines alone; empty where it writes them."""
    command = [ROOT / "reconnect", "scan", "--no-cache", "--select", "rdd-pipeline", "--format", "json", program]
    found = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    messages = [finding["message"] for file in found["files"] for finding in file["findings"]]
    return "; ".join(message.partition("stays an RDD: ")[2] for message in messages if "stays an RDD" in message)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", metavar="DIR")
    parser.add_argument("programs", nargs="*", metavar="PROGRAM", default=["programs"])
    options = parser.parse_args()
    results = migrate(options.programs, options.out)
    print("| program | outcome | verdict | stays an RDD |\n|---|---|---|---|")
    native = 0
    for result in results:
        outcome = result["rung"] if result["outcome"] == "MIGRATED" else result["outcome"].lower()
        native += outcome == "native"
        path = HERE / result["program"]
        print(f"| {path.stem} | {outcome} | {result['verdict']} | {stays(path)} |")
    print(f"\n{native} of {len(results)} native")


if __name__ == "__main__":
    main()
