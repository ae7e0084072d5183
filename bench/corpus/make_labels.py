"""Turns the traces of `run_examples.py` into the labelled list of call sites, and lists what a person has to read.

    python make_labels.py WORK LABELS.tsv [--reviewed reviewed.tsv] [--unreached unreached.tsv]

A traced call or property read becomes a site if what it entered exists only with a SparkContext or a JVM behind the client
(see `verdict`). `reviewed.tsv`, kept beside this script, adds the sites that no run reaches (bodies of lambdas, branches not taken, files
that need services) and overrules the trace where reading showed it wrong. `--unreached` writes the candidates for that reading: calls and
attributes in broken files whose name is a member of a classic-only class and which no trace has seen.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import pathlib
import sys
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent
HEADER = HERE / "labels.header"
CORE = ("pyspark.core.rdd", "pyspark.core.context", "pyspark.core.broadcast", "pyspark.core.status")
JVM_BACKED = ("pyspark.mllib", "pyspark.streaming", "pyspark.sql.context", "pyspark.accumulators", "pyspark.core.files")
LOCAL = ("pyspark.mllib.linalg", "pyspark.mllib.linalg.distributed")
CLASSIC_MEMBERS = {
    "SparkSession.sparkContext",
    "SparkSession.newSession",
    "DataFrame.rdd",
    "DataFrame.toJSON",
    "SparkSession.Builder.master",
    "_monkey_patch_RDD.<locals>.toDF",
}


class Site(NamedTuple):
    file: str
    line: int
    column: int
    kind: str  # site or either
    symbol: str
    evidence: str
    reason: str


def rows_of(trace: pathlib.Path) -> list[dict]:
    return [json.loads(line) for line in trace.read_text().splitlines()] if trace.exists() else []


class Positions:
    """Finds the expression that a traced span belongs to, and where the name of the member stands in it."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        self.by_span: dict[tuple, ast.AST] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, (ast.Call, ast.Attribute, ast.BinOp, ast.AugAssign, ast.Subscript, ast.For, ast.Name, ast.With)):
                self.by_span.setdefault((node.lineno, node.col_offset, node.end_lineno, node.end_col_offset), node)
            if isinstance(node, ast.Call):  # CPython places a method call that spans lines at the name of the method
                self.by_span.setdefault((*name_position(node), node.end_lineno, node.end_col_offset), node)

    def node(self, row: dict) -> ast.AST | None:
        return self.by_span.get((row["line"], row["col"], row["end_line"], row["end_col"]))

    def member(self, row: dict) -> tuple[int, int] | None:
        node = self.node(row)
        return None if node is None else name_position(node)


def name_position(node: ast.AST) -> tuple[int, int]:
    target = node.func if isinstance(node, ast.Call) else node
    if isinstance(target, ast.Attribute):
        return target.end_lineno, target.end_col_offset - len(target.attr.encode())
    return target.lineno, target.col_offset


def verdict(row: dict) -> tuple[str, str] | None:
    module, callee = row["module"], row["callee"]
    if callee.endswith(("__str__", "__repr__")):  # entered by print(x), which names no member
        return None
    symbol = f"{module}.{callee}".removesuffix(".__init__").replace(".<locals>", "")
    if module in CORE or callee in CLASSIC_MEMBERS:
        return "site", symbol
    if module.startswith(LOCAL[0]) and not module.startswith(LOCAL[1]):
        return None
    if module.startswith(JVM_BACKED):
        if row["reaches"] or row["classic_arguments"]:
            return "site", symbol
        if module == "pyspark.mllib.regression" and callee.startswith("LabeledPoint"):
            return None
        return "either", symbol
    if row["classic_arguments"]:
        return "site", symbol
    if callee.endswith("Builder.enableHiveSupport"):
        return "either", symbol
    return None


def reason(row: dict, kind: str) -> str:
    if kind == "either":
        if row["callee"].endswith("enableHiveSupport"):
            return "has no effect on a Connect client: the server decides about Hive"
        return "works by itself without a JVM, but what it makes can only be used with an RDD or a JVM"
    receiver = row["self"].rsplit(".", 1)[-1]
    if row["classic_arguments"] and row["module"] not in CORE:
        return f"is given a {' and a '.join(row['classic_arguments'])}, which Connect does not have"
    if row["module"] in CORE and receiver:
        return f"is a member of {receiver}, which Connect does not have"
    if row["callee"] in CLASSIC_MEMBERS:
        return "is not there, or is another thing, on a Connect session or frame"
    return "calls the JVM through a SparkContext, which Connect does not have"


def sites_of(name: str, source: str, classic: list[dict], connect: list[dict], read: dict[tuple, Site]) -> list[Site]:
    positions = Positions(source)
    end = connect[-1] if connect and connect[-1]["kind"] == "end" else None
    found: dict[tuple, Site] = {}
    for row in classic:
        if row["kind"] != "call":
            continue
        judged = verdict(row)
        if judged is None:
            continue
        place = positions.member(row)
        if place is None:
            print(f"{name}:{row['line']}:{row['col']}: no expression for {row['callee']}", file=sys.stderr)
            continue
        add_rdd_property(positions.node(row), name, found)
        kind, symbol = judged
        old = found.get(place)
        if old is None or (old.kind == "either" and kind == "site"):
            found[place] = Site(name, *place, kind, symbol, "traced", reason(row, kind))
    for place, site in read.items():
        if site.kind == "none":
            found.pop(place, None)
        else:
            found.setdefault(place, site)
    if end and end["error"] and end["frames"]:
        mark_raised(found, end)
    return sorted(found.values())


def add_rdd_property(node: ast.AST | None, name: str, found: dict[tuple, Site]) -> None:
    """`DataFrame.rdd` is a cached property, which no trace shows: it is seen by the call on what it gives, or that it is given to."""
    if not isinstance(node, ast.Call):
        return
    receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
    for child in (receiver, *node.args):
        if isinstance(child, ast.Attribute) and child.attr == "rdd":
            place = name_position(child)
            why = "is not there, or is another thing, on a Connect session or frame"
            found.setdefault(place, Site(name, *place, "site", "pyspark.sql.dataframe.DataFrame.rdd", "traced", why))


def mark_raised(found: dict[tuple, Site], end: dict) -> None:
    line = end["frames"][-1]
    condition = end["message"].split("]")[0].lstrip("[") if end["message"].startswith("[") else ""
    for place in sorted(found):
        if place[0] >= line and found[place].kind == "site":
            error = end["error"].rsplit(".", 1)[-1]
            found[place] = found[place]._replace(evidence="ran", reason=f"raises {error} {condition}".strip())
            return


def members() -> set[str]:
    import pyspark
    from pyspark import mllib, streaming  # noqa: F401
    from pyspark.core.broadcast import Broadcast
    from pyspark.core.context import SparkContext
    from pyspark.core.rdd import RDD
    from pyspark.core.status import StatusTracker
    from pyspark.streaming import DStream, StreamingContext

    names = {"rdd", "sparkContext", "newSession", "toJSON", "SparkContext", "StreamingContext", "SQLContext", "HiveContext", "_jvm"}
    for kind in (RDD, SparkContext, Broadcast, StatusTracker, DStream, StreamingContext, pyspark.Accumulator):
        names.update(n for n in dir(kind) if not n.startswith("_"))
    return names


def unreached(name: str, source: str, classic: list[dict], known: set[tuple]) -> list[tuple]:
    positions = Positions(source)
    seen = {positions.member(row) for row in classic if row["kind"] == "call"}
    names = members()
    tree = positions.tree
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    mllib = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("pyspark.mllib", "pyspark.streaming"))
        for alias in node.names
    }
    lines = source.splitlines()
    rows = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            root = node.value.id if isinstance(node.value, ast.Name) else ""
            interesting = node.attr in names or root in mllib or (id(node) in called and root.endswith(("odel", "data", "etrics")))
        else:
            interesting = isinstance(node, ast.Name) and id(node) in called and (node.id in names or node.id in mllib)
        place = name_position(node) if interesting else None
        if place is not None and place not in seen and (name, *place) not in known:
            rows.append((name, *place, node.attr if isinstance(node, ast.Attribute) else node.id, lines[place[0] - 1].strip()))
    return sorted(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("labels", type=pathlib.Path)
    parser.add_argument("--reviewed", type=pathlib.Path, default=HERE / "reviewed.tsv")
    parser.add_argument("--unreached", type=pathlib.Path)
    options = parser.parse_args()
    root = options.work / "run/examples/src/main/python"

    added: dict[str, dict[tuple, Site]] = {}
    status: dict[str, tuple[str, str]] = {}
    if options.reviewed.exists():
        for text in options.reviewed.read_text().splitlines():
            if not text or text.startswith("#"):
                continue
            kind, file, *rest = text.split("\t")
            if kind == "file":
                status[file] = (rest[0], rest[1])
            else:
                line, column, symbol, evidence, why = rest
                added.setdefault(file, {})[int(line), int(column)] = Site(file, int(line), int(column), kind, symbol, evidence, why)

    out, candidates = [], []
    for program in sorted(root.rglob("*.py")):
        name = program.relative_to(root).as_posix()
        text = program.read_text()
        classic = rows_of(options.work / "classic" / (name + ".jsonl"))
        connect = rows_of(options.work / "connect" / (name + ".jsonl"))
        kept = sites_of(name, text, classic, connect, added.get(name, {}))
        broken = any(s.kind == "site" for s in kept)
        end = connect[-1] if connect and connect[-1]["kind"] == "end" else None
        if name in status:
            state, evidence = status[name]
        elif broken:
            state, evidence = "broken", "ran" if end and end["error"] else "read"
        else:
            state = "clean"
            evidence = "ran to its end" if end and not end["error"] else "ran until it was stopped" if not end else "UNDECIDED " + end["error"]
        if (state == "broken") != broken:
            print(f"{name}: {state}, but its sites say otherwise", file=sys.stderr)
        digest = hashlib.sha256(program.read_bytes()).hexdigest()
        out.append(f"file\t{name}\t{digest}\t{state}\t{evidence}")
        out.extend(f"{s.kind}\t{name}\t{s.line}\t{s.column}\t{s.symbol}\t{s.evidence}\t{s.reason}" for s in kept)
        if broken or (end and end["error"]) or end is None:
            candidates.extend(unreached(name, text, classic, {(s.file, s.line, s.column) for s in added.get(name, {}).values()}))
    options.labels.write_text(HEADER.read_text() + "\n".join(out) + "\n")
    if options.unreached:
        options.unreached.write_text("".join("\t".join(map(str, row)) + "\n" for row in candidates))
    kinds = [row.split("\t")[0] for row in out]
    files = [row.split("\t") for row in out if row.startswith("file")]
    print(
        f"{len(files)} files, {sum(f[3] == 'broken' for f in files)} broken, {kinds.count('site')} sites, {kinds.count('either')} either way, "
        f"{sum(1 for r in out if r.startswith('site') and '.core.rdd.' in r)} operations of RDDs, {len(candidates)} candidates to read"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
