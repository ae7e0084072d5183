#!/usr/bin/env python3
"""Derives what Reconnect knows about PySpark; `derive.py --help` lists the commands.

stubs   type stubs of the default release, from its sources
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import List, Optional

sys.path.insert(0, str(Path(__file__).resolve().parent))

from spark_facts.sources import Sources  # noqa: E402
from spark_facts.stubs import StubWriter  # noqa: E402

HERE = Path(__file__).resolve().parent
STUBS = HERE.parent / "python/src/main/resources/dev/reconnect/python/stubs"


def site_packages(python: str) -> Path:
    """The folder that an interpreter imports PySpark from."""
    code = "import importlib.util as u; print(u.find_spec('pyspark').origin)"
    origin = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
    return Path(origin).parent.parent


def stubs(arguments: argparse.Namespace) -> int:
    writer = StubWriter(Sources(site_packages(arguments.python)))
    texts = writer.texts(HERE / "handwritten.stub")
    STUBS.mkdir(parents=True, exist_ok=True)
    stale = [name for name, text in texts.items() if read(STUBS / name) != text]
    if arguments.check:
        for name in stale:
            print(f"stubs/{name} differs from what PySpark {writer.sources.version} says; run ./dev facts stubs", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (STUBS / name).write_text(texts[name], encoding="utf-8")
    print(f"{len(texts)} files, {len(stale)} changed")
    return 0


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def main(argv: Optional[List[str]] = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    stub_command = commands.add_parser("stubs", help="write the type stubs")
    stub_command.add_argument("--python", default=sys.executable, help="an interpreter with the default PySpark release")
    stub_command.add_argument("--check", action="store_true", help="only say whether the committed files are up to date")
    stub_command.set_defaults(run=stubs)
    arguments = parser.parse_args(argv)
    return arguments.run(arguments)


if __name__ == "__main__":
    sys.exit(main())
