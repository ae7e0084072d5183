"""Times `reconnect scan` of a tree of many files beside CPython's `ast.parse` of the same files.

    python bench/scan_tree.py [--files 10000] [--rounds 5] [--site-packages]

Nine of ten files of the tree have nothing to do with Spark: they are the library and the installed packages of the Python that runs this,
without PySpark. The tenth is one of the example programs in PySpark's wheel. They are copied under other names until there are enough.
With --site-packages the packages are scanned where they are instead, PySpark's own sources among them.
Prints the median of the rounds: user and system time of the whole process, and the clock. `cold` starts without the cache of an
earlier scan, `warm` with it. The rounds of all three take turns, so that a busy machine is as hard on each.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
PARSE = """
import ast, os, sys, warnings
warnings.simplefilter("ignore")
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        if name.endswith(".py"):
            try:
                with open(os.path.join(folder, name), "rb") as file:
                    ast.parse(file.read())
            except (SyntaxError, ValueError, RecursionError):
                pass
"""


# Not of the program's own: PySpark itself, other installations, and files that no Python reads.
LEFT_OUT = {"site-packages", "dist-packages", "pyspark", "py4j", "tokenizedata"}


def sources() -> tuple[list[tuple[pathlib.Path, pathlib.Path]], list[tuple[pathlib.Path, pathlib.Path]]]:
    """The files without Spark and the programs that use it, each with the path that it gets."""
    library, packages = (pathlib.Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib"))
    found = [(file, pathlib.Path("library") / file.relative_to(library)) for file in library.rglob("*.py") if packages not in file.parents]
    found += [(file, pathlib.Path("packages") / file.relative_to(packages)) for file in packages.rglob("*.py")]
    examples = packages / "pyspark" / "examples" / "src" / "main" / "python"
    programs = [(file, pathlib.Path("jobs") / file.relative_to(examples)) for file in examples.rglob("*.py")]
    if not programs:
        sys.exit(f"no example programs of PySpark in {packages}")
    return sorted(pair for pair in found if not LEFT_OUT & set(pair[1].parts)), sorted(programs)


def make_tree(folder: pathlib.Path, count: int) -> None:
    kinds = sources()
    for i in range(count):
        files, place = (kinds[1], i // 10) if i % 10 == 9 else (kinds[0], i - i // 10)
        source, path = files[place % len(files)]
        target = folder / f"copy{place // len(files)}" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def measure(command: list[str], folder: pathlib.Path, cache: pathlib.Path) -> tuple[float, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    run = subprocess.run(command, cwd=folder, env={**os.environ, "XDG_CACHE_HOME": str(cache)}, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {run.returncode}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--site-packages", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        tree, cache = pathlib.Path(scratch, "tree"), pathlib.Path(scratch, "cache")
        if options.site_packages:
            tree = pathlib.Path(sysconfig.get_path("purelib"))
        else:
            make_tree(tree, options.files)
        scan = [str(ROOT / "reconnect"), "scan", "--format", "json", "."]
        parse = [sys.executable, "-c", PARSE, "."]
        taken: dict[str, list[tuple[float, float]]] = {"ast.parse": [], "cold": [], "warm": []}
        measure(scan, tree, cache)
        for _ in range(options.rounds):
            taken["ast.parse"].append(measure(parse, tree, cache))
            shutil.rmtree(cache, ignore_errors=True)
            taken["cold"].append(measure(scan, tree, cache))
            taken["warm"].append(measure(scan, tree, cache))
        files = [file for file in tree.rglob("*.py")]
        print(f"{len(files)} files, {sum(file.stat().st_size for file in files) / 1e6:.1f} MB, {os.cpu_count()} cores, Python {sys.version.split()[0]}")
        base = statistics.median(cpu for cpu, _ in taken["ast.parse"])
        for name, rounds in taken.items():
            cpu, wall = (statistics.median(values) for values in zip(*rounds))
            print(f"{name:10} CPU {cpu:6.2f} s, wall {wall:6.2f} s, CPU to ast.parse {cpu / base:.2f}")


if __name__ == "__main__":
    main()
