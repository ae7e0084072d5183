#!/usr/bin/env python3
"""Derives what Reconnect knows about PySpark.

`derive.py` alone writes stubs and table; `--check` re-derives what the default release says and fails where a committed file disagrees.
`derive.py stubs` and `table` do one part; `derive.py probes` runs the probes on a
JVM and on a Connect server and keeps their outcomes; `derive.py settings` asks a JVM which settings count only at its start. Each release is introspected by an interpreter of its own: one in the user's cache
folder, made when it is missing, or the one that `--env 4.1=PATH` names.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional

sys.path.insert(0, str(Path(__file__).resolve().parent))

from spark_facts import environments, probing, settings, table  # noqa: E402
from spark_facts.naming import Naming  # noqa: E402
from spark_facts.sources import Sources  # noqa: E402
from spark_facts.stubs import StubWriter  # noqa: E402

HERE = Path(__file__).resolve().parent
STUBS = HERE.parent / "python/src/main/resources/dev/reconnect/python/stubs"
OUTCOMES = HERE / "outcomes"
SETTINGS = HERE.parent / "rules/src/main/resources/dev/reconnect/rules/session"
FACTS = HERE.parent / "core/src/main/resources/dev/reconnect/core/facts"


def derive_stubs(python: str, check: bool) -> int:
    writer = StubWriter(Sources(site_packages(python)))
    return settle(STUBS, writer.texts(HERE / "handwritten.stub"), check)


def derive_table(pythons: Dict[str, str]) -> int:
    observations = {release: observe(python) for release, python in pythons.items()}
    merged = new_table(observations, {release: Naming(Sources(site_packages(python))) for release, python in pythons.items()})
    texts = merged.texts()
    for ruling in merged.rulings:
        if not ruling.used:
            print(f"verdicts.tsv: nothing matches {ruling.pattern} in {','.join(ruling.releases)}", file=sys.stderr)
    unknown = set(merged.replacements) - {row.symbol for row in merged.rows()}
    for symbol in sorted(unknown):
        print(f"replacements.tsv: no symbol {symbol}", file=sys.stderr)
    return settle(FACTS, texts, check=False)


def record_probes(release: str, python: str, only: List[str], jars: List[str]) -> int:
    """Runs the probes on classic and on a Connect server of a release, and keeps their outcomes."""
    path = OUTCOMES / f"{release}.tsv"
    outcomes = {cells[0]: cells for cells in (line.split("\t") for line in table.read_lines(path))} if only else {}
    for name, (classic, connect) in probing.record(python, only, jars).items():
        outcomes[name] = [name, classic, connect]
    lines = ["# What each probe did on classic Spark and on a Connect server.", *("\t".join(outcomes[n]) for n in sorted(outcomes))]
    return settle(OUTCOMES, {path.name: "\n".join(lines) + "\n"}, check=False)


def check_table(python: str) -> int:
    """Compares the committed table with what the default release says now."""
    observation = observe(python)
    release = ".".join(observation["release"].split(".")[:2])
    now = new_table({release: observation}, {release: Naming(Sources(site_packages(python)))})
    index = table.RELEASES.index(release)
    wrong, known = 0, set()
    for cells in committed_rows():
        symbol, kind, classic, verdict = cells[0], cells[1], cells[2][index], cells[3 + index]
        known.add(symbol)
        row = now.row(symbol)
        expected = (row.kind, row.classic[index], row.verdicts[index]) if row is not None else None
        if kind == "behaviour" or expected == (kind, classic, verdict) or expected is None and classic == "n" and verdict in "U-":
            continue
        wrong += 1
        print(f"{symbol}: the table says {(kind, classic, verdict)}, PySpark {observation['release']} says {expected}", file=sys.stderr)
    for symbol in sorted({row.symbol for row in now.rows()} - known):
        wrong += 1
        print(f"{symbol}: not in the table", file=sys.stderr)
    if wrong:
        print(f"{wrong} facts disagree; run ./dev facts", file=sys.stderr)
    return 1 if wrong else 0


def new_table(observations: Dict[str, Any], names: Dict[str, Naming]) -> table.Table:
    rulings = table.read_rulings(HERE / "verdicts.tsv")
    replacements = table.read_replacements(HERE / "replacements.tsv")
    return table.Table(observations, rulings, replacements, table.read_behaviours(HERE / "behaviours.tsv"), names)


def observe(python: str) -> Dict[str, Any]:
    """What the release of an interpreter offers, seen from inside a process of its own."""
    command = [python, "-m", "spark_facts.introspect"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE).stdout)


def committed_rows() -> List[List[str]]:
    rows = []
    for path in sorted(FACTS.glob("*.tsv")):
        rows += [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return rows


def settle(folder: Path, texts: Dict[str, str], check: bool) -> int:
    """Writes the files that changed, or only says which ones would."""
    stale = [name for name, text in texts.items() if read(folder / name) != text]
    for name in stale:
        if check:
            print(f"{folder.name}/{name} is out of date; run ./dev facts", file=sys.stderr)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(texts[name], encoding="utf-8")
    if not check:
        print(f"{folder.name}: {len(texts)} files, {len(stale)} changed")
    return 1 if check and stale else 0


def site_packages(python: str) -> Path:
    """The folder that an interpreter imports PySpark from."""
    code = "import importlib.util as u; print(u.find_spec('pyspark').origin)"
    origin = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    return Path(origin).parent.parent


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def main(argv: Optional[List[str]] = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=["all", "stubs", "table", "probes", "settings"], default="all")
    parser.add_argument("--check", action="store_true", help="only say whether the committed files agree with the default release")
    parser.add_argument("--python", metavar="PATH", help="an interpreter with the default release")
    parser.add_argument("--env", metavar="RELEASE=PATH", action="append", default=[], help="an interpreter with another release")
    parser.add_argument("--release", choices=table.RELEASES, default=table.DEFAULT, help="the release to run probes of")
    parser.add_argument("--only", metavar="PROBE", action="append", default=[], help="run just this probe; repeatable")
    parser.add_argument("--server-jar", metavar="PATH", action="append", default=[], help="a jar of the Connect server of Spark 3.5; repeatable")
    arguments = parser.parse_args(argv)
    given = dict(each.split("=", 1) for each in arguments.env)
    if arguments.python:
        given[table.DEFAULT] = arguments.python
    default = environments.python_of(table.DEFAULT, given)
    failed = 0
    if arguments.part in ("all", "stubs"):
        failed |= derive_stubs(default, arguments.check)
    if arguments.part in ("all", "table"):
        if arguments.check:
            failed |= check_table(default)
        else:
            failed |= derive_table({release: environments.python_of(release, given) for release in table.RELEASES})
    if arguments.part == "settings":
        failed |= settle(SETTINGS, {"start-settings.txt": settings.derive(default)}, check=False)
    if arguments.part == "probes":
        failed |= record_probes(arguments.release, environments.python_of(arguments.release, given), arguments.only, server_jars(arguments))
    return failed


def server_jars(arguments: argparse.Namespace) -> List[str]:
    """What the Connect server of a release takes beside PySpark's own jars."""
    if arguments.server_jar or arguments.release != "3.5":
        return arguments.server_jar
    kept = environments.server_jar()
    if kept is None:
        raise SystemExit("PySpark 3.5 brings no Connect server: name its jar by --server-jar, or let `./reconnect prove --spark 3.5` fetch it")
    return [str(kept)]


if __name__ == "__main__":
    sys.exit(main())
