"""Compares linters on the Python examples of PySpark and on the look-alikes, against the labelled list of call sites.

    python compare.py --ucx PYTHON --others PYTHON [--reconnect ./reconnect] [--rows FOLDER]

--ucx and --others are Pythons of two environments outside the project (`pip install -r ucx.in`, `pip install -r others.in`).
A linter that is not given is left out. The table is Markdown on standard output; with --rows each linter's findings and what it missed are
kept as files. The labels are rules/src/test/resources/pyspark-examples/labels.tsv; the examples are those of the PySpark that runs this
script, and must have the hashes that the labels name.

How it counts. A finding is on a site if it starts on the site's line. `sites` are the sites on lines with a finding; `own finding` lets one
finding stand for one site only: a line with three sites and one finding counts one. `false` are findings on lines of the examples
that hold neither a site nor an import nor anything that the labels say may be reported; `in clean files` those of them in files that
run on Connect. A look-alike is wrong if it has any finding. `CPU` is user and system time of the whole process on all files, `wall` the clock's.
"""

from __future__ import annotations

import argparse
import ast
import collections
import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from typing import Callable, NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
RESOURCES = ROOT / "rules/src/test/resources"


class Finding(NamedTuple):
    file: str
    line: int
    column: int
    rule: str
    message: str


class Labels:
    def __init__(self, path: pathlib.Path) -> None:
        self.sites: dict[tuple[str, int], list[str]] = collections.defaultdict(list)
        self.allowed: set[tuple[str, int]] = set()
        self.digests: dict[str, str] = {}
        self.broken: set[str] = set()
        for text in path.read_text(encoding="utf-8").splitlines():
            if not text or text.startswith("#"):
                continue
            kind, file, *rest = text.split("\t")
            if kind == "file":
                self.digests[file] = rest[0]
                if rest[1] == "broken":
                    self.broken.add(file)
            elif kind == "site":
                self.sites[file, int(rest[0])].append(rest[2])
            else:
                self.allowed.add((file, int(rest[0])))

    def allow_imports(self, root: pathlib.Path) -> None:
        for file in self.broken:
            for node in ast.walk(ast.parse((root / file).read_text(encoding="utf-8"))):
                if isinstance(node, (ast.Import, ast.ImportFrom)):
                    self.allowed.update((file, line) for line in range(node.lineno, node.end_lineno + 1))

    def count(self, chosen: Callable[[str], bool] = lambda symbol: True) -> int:
        return sum(chosen(symbol) for symbols in self.sites.values() for symbol in symbols)


def is_rdd_operation(symbol: str) -> bool:
    return ".core.rdd." in symbol or "_monkey_patch_RDD" in symbol


def json_lines(text: str) -> list[Finding]:
    rows = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return [Finding(r["file"], r["line"], r["column"], r["rule"], r["message"]) for r in rows]


def pylint_json(text: str) -> list[Finding]:
    rows = json.loads(text or "{}").get("messages", [])
    return [Finding(r["absolutePath"], r["line"], r["column"], r["symbol"], r["message"]) for r in rows]


def ruff_json(text: str) -> list[Finding]:
    rows = json.loads(text or "[]")
    return [Finding(r["filename"], r["location"]["row"], r["location"]["column"], r["code"] or "", r["message"]) for r in rows]


def reconnect_json(text: str) -> list[Finding]:
    found = []
    for file in json.loads(text)["files"]:
        for r in file["findings"]:
            start = r["range"]["start"]
            found.append(Finding(file["path"], start["line"], start["column"], r["rule"], r["message"]))
    return found


def measure(command: list[str], files: list[str], folder: pathlib.Path) -> tuple[str, float, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    process = subprocess.run([*command, *files], cwd=folder, capture_output=True, text=True)
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode not in (0, 1) and not process.stdout:
        sys.exit(f"{command[0]} failed: {process.stderr[-2000:]}")
    return process.stdout, cpu, wall


def relative(findings: list[Finding], folder: pathlib.Path) -> list[Finding]:
    return [f._replace(file=os.path.relpath(os.path.join(folder, f.file), folder).replace(os.sep, "/")) for f in findings]


def score(name: str, findings: list[Finding], alike: list[Finding], labels: Labels, cpu: float, wall: float) -> list[str]:
    by_line = collections.Counter((f.file, f.line) for f in set(findings))
    found = {place: symbols for place, symbols in labels.sites.items() if by_line[place]}
    own = sum(min(len(symbols), by_line[place]) for place, symbols in found.items())
    rdd = sum(is_rdd_operation(symbol) for symbols in found.values() for symbol in symbols)
    strict_rdd = sum(min(sum(map(is_rdd_operation, s)), max(0, by_line[p] - sum(not is_rdd_operation(x) for x in s))) for p, s in found.items())
    files = {file for file, _ in found}
    wrong = [f for f in set(findings) if (f.file, f.line) not in labels.sites and (f.file, f.line) not in labels.allowed]
    clean = [f for f in wrong if f.file not in labels.broken]
    total, rdds = labels.count(), labels.count(is_rdd_operation)
    return [
        name,
        f"{sum(map(len, found.values()))} of {total} ({sum(map(len, found.values())) / total:.1%})",
        f"{own} ({own / total:.1%})",
        f"{len(files)} of {len(labels.broken)}",
        f"{rdd} of {rdds} ({strict_rdd})",
        f"{len(wrong)}",
        f"{len(clean)} in {len({f.file for f in clean})} files",
        f"{len({f.file for f in alike})} of {len(list((RESOURCES / 'lookalikes').glob('*.py')))}",
        f"{cpu:.1f} s",
        f"{wall:.1f} s",
    ]


def keep_rows(folder: pathlib.Path, name: str, findings: list[Finding], alike: list[Finding], labels: Labels) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder / "".join(c if c.isalnum() else "-" for c in name)
    lines = {(f.file, f.line) for f in findings}
    missed = [f"{file}:{line}\t{symbol}" for (file, line), s in sorted(labels.sites.items()) if (file, line) not in lines for symbol in s]
    wrong = [f for f in findings if (f.file, f.line) not in labels.sites and (f.file, f.line) not in labels.allowed]
    for suffix, rows in (("findings", findings), ("wrong", wrong), ("lookalikes", alike)):
        text = "".join(f"{f.file}:{f.line}:{f.column}\t{f.rule}\t{f.message}\n" for f in sorted(rows))
        stem.with_name(f"{stem.name}.{suffix}.txt").write_text(text, encoding="utf-8")
    stem.with_name(f"{stem.name}.missed.txt").write_text("".join(m + "\n" for m in missed), encoding="utf-8")


def linters(options: argparse.Namespace) -> list[tuple[str, list[str], Callable[[str], list[Finding]]]]:
    chosen = []
    if options.reconnect:
        chosen.append(("Reconnect", [str(options.reconnect.resolve()), "scan", "--format", "json", "--no-cache"], reconnect_json))
    if options.ucx:
        chosen.append(("UCX, Connect rules", [options.ucx, str(HERE / "ucx_connect_rules.py")], json_lines))
    if options.others:
        pylint = [options.others, "-m", "pylint", "--load-plugins=databricks.labs.pylint.all", "--disable=all"]
        pylint += ["--enable=spark,legacy,dbutils,airflow,notebooks", "--score=n", "--output-format=json2"]
        chosen.append(("databricks-labs-pylint", pylint, pylint_json))
        chosen.append(("pysparkler", [options.others, str(HERE / "pysparkler_hints.py")], json_lines))
        chosen.append(("ruff (control)", [options.others, "-m", "ruff", "check", "--isolated", "--no-cache", "--output-format=json"], ruff_json))
    return chosen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=pathlib.Path, help="examples/src/main/python of pyspark 4.2.1")
    parser.add_argument("--labels", type=pathlib.Path, default=RESOURCES / "pyspark-examples/labels.tsv")
    parser.add_argument("--reconnect", type=pathlib.Path)
    parser.add_argument("--ucx")
    parser.add_argument("--others")
    parser.add_argument("--rows", type=pathlib.Path)
    options = parser.parse_args()
    if options.examples is None:
        import pyspark

        options.examples = pathlib.Path(pyspark.__file__).parent / "examples/src/main/python"

    labels = Labels(options.labels)
    with tempfile.TemporaryDirectory() as scratch:
        examples, alikes = pathlib.Path(scratch) / "examples", pathlib.Path(scratch) / "lookalikes"
        for file, digest in labels.digests.items():
            source = options.examples / file
            if hashlib.sha256(source.read_bytes()).hexdigest() != digest:
                sys.exit(f"{source} is not the file that the labels are about")
            (examples / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, examples / file)
        shutil.copytree(RESOURCES / "lookalikes", alikes, ignore=shutil.ignore_patterns("*.md"))
        labels.allow_imports(examples)
        heads = ["linter", "sites", "own finding", "files", "RDD operations (own)", "false", "in clean files", "look-alikes wrong", "CPU", "wall"]
        print("| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
        for name, command, read in linters(options):
            text, cpu, wall = measure(command, sorted(labels.digests), examples)
            findings = relative(read(text), examples)
            text, _, _ = measure(command, sorted(p.name for p in alikes.glob("*.py")), alikes)
            alike = relative(read(text), alikes)
            print("| " + " | ".join(score(name, findings, alike, labels, cpu, wall)) + " |", flush=True)
            if options.rows:
                keep_rows(options.rows, name, findings, alike, labels)
    return 0


if __name__ == "__main__":
    sys.exit(main())
