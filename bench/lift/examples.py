"""Migrates those of Spark's own examples that use RDDs and prints what became of each: a table for `bench/lift/README.md`.

    python bench/lift/examples.py [--out DIR] [EXAMPLE...]

Run it with the Python of an environment that has PySpark, which `./dev python` names: the examples are those in its package, with small data
in the forms that they read. DIR keeps the migrated programs, their patches and reports.
"""

from __future__ import annotations

import argparse
import json
import pathlib
import shutil
import subprocess
import tempfile

import pyspark

ROOT = pathlib.Path(__file__).resolve().parents[2]
INSTALLED = pathlib.Path(pyspark.__file__).parent
# What each is called with; all are given the data below, which lies where the examples look for it.
EXAMPLES = {
    "als": ["6", "8", "3", "2"],
    "avro_inputformat": ["{data}/users.avro"],
    "kmeans": ["{data}/points.txt", "2", "0.1"],
    "logistic_regression": ["{data}/labels.txt", "2"],
    "pagerank": ["{data}/links.txt", "3"],
    "parquet_inputformat": ["{data}/users.parquet"],
    "pi": ["2"],
    "sort": ["{data}/numbers.txt"],
    "status_api_demo": [],
    "transitive_closure": ["2"],
    "wordcount": ["{data}/words.txt"],
    "ml/als_example": [],
    "ml/dataframe_example": [],
    "ml/prefixspan_example": [],
    "ml/summarizer_example": [],
    "sql/basic": [],
    "sql/datasource": [],
    "sql/hive": [],
}


def lay_out(folder: pathlib.Path) -> None:
    """The data, in the folders that the examples name."""
    files = {
        "points.txt": "".join(f"{x}.5 {x + y}.0 {y}.25\n" for x in (0, 1, 9) for y in range(4)),
        "labels.txt": "".join(" ".join([str(i % 2 * 2 - 1), *(str((i * k) % 7 / 7) for k in range(1, 11))]) + "\n" for i in range(20)),
        "links.txt": "a b\na c\nb c\nc a\nd c\nb a\na b\n",
        "numbers.txt": "5 3 12\n-4\n3 0\n",
        "words.txt": "a rose is a rose\n\nis  it not\n",
    }
    (folder / "given").mkdir()
    for name, text in files.items():
        (folder / "given" / name).write_text(text)
    shutil.copytree(INSTALLED / "data", folder / "data")
    resources = folder / "examples" / "src" / "main" / "resources"
    resources.mkdir(parents=True)
    (resources / "people.txt").write_text("Michael, 29\nAndy, 30\nJustin, 19\n")
    (resources / "people.json").write_text('{"name":"Michael"}\n{"name":"Andy", "age":30}\n{"name":"Justin", "age":19}\n')
    (resources / "kv1.txt").write_text("".join(f"{k}\x01val_{k}\n" for k in (238, 86, 0, 5, 5)))


def migrate(example: str, folder: pathlib.Path, out: pathlib.Path) -> dict:
    """The evidence; empty where the tool gave none."""
    program = folder / example.replace("/", "_")
    program = program.with_suffix(".py")
    shutil.copy(INSTALLED / "examples" / "src" / "main" / "python" / f"{example}.py", program)
    command = [ROOT / "reconnect", "migrate", "--quiet", "--out", out / program.stem]
    for data in ("given", "data", "examples"):
        command += ["--data", folder / data]
    done = subprocess.run([*command, program, "--", *EXAMPLES[example]], cwd=folder, capture_output=True, text=True, check=False)
    evidence = out / program.stem / "evidence.json"
    return json.loads(evidence.read_text()) if evidence.exists() else {"outcome": "none", "verdict": "none", "reasons": [done.stderr.strip()]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", metavar="DIR", type=pathlib.Path)
    parser.add_argument("examples", nargs="*", metavar="EXAMPLE", default=list(EXAMPLES))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        lay_out(folder)
        print("| example | outcome | verdict | why |\n|---|---|---|---|", flush=True)
        for example in options.examples:
            found = migrate(example, folder, options.out or folder / "out")
            outcome = found["rung"] if found["outcome"] == "MIGRATED" else found["outcome"].lower()
            reason = "" if found["outcome"] == "MIGRATED" else "; ".join(found["reasons"][:1]).replace("|", "\\|").replace("\n", " ")
            print(f"| {example} | {outcome} | {found['verdict']} | {reason[:160]} |", flush=True)


if __name__ == "__main__":
    main()
