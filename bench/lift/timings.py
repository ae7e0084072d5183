"""Times the programs of `timed`: on classic Spark, migrated, and as written by hand with DataFrames; a table for `bench/lift/README.md`.

    python bench/lift/timings.py [--rounds N] [--scale X] [JOB...]

Run it with the Python of an environment that has PySpark, which `./dev python` names. Each way of a job runs in a process of its own, on
`local[2]` with 4 GB and four partitions after a shuffle, which is what RDDs of four files have: once to warm up, then N times; the table has the medians of the wall time of one call. The migrated program is what
`reconnect fix --unsafe` makes of the classic one; it and the one by hand run on a Connect server that the process starts. All three have to
give the same. The data are random, from a fixed seed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SETTINGS = {
    "spark.driver.memory": "4g",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
# Of these the functions stay Python; there is nothing to write by hand.
IN_PYTHON = {"word_count_in_python", "sum_by_key_in_python"}


def make_data(folder: pathlib.Path, scale: float) -> None:
    """Word count: 100 MB of text; 5 million pairs; a million users and visits, twice as many visits to sort; 400,000 links; times the scale."""
    chance = random.Random(11)
    words = ["".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(chance.randrange(3, 10))) for _ in range(50_000)]
    common = [math.sqrt(i + 1) for i in range(len(words))]
    weights = [1 / weight for weight in common]

    def lines(name: str, count: float, line) -> None:
        (folder / name).mkdir()
        for part in range(4):
            with open(folder / name / f"part-{part}.txt", "w", encoding="utf-8") as file:
                file.writelines(line(i) + "\n" for i in range(part, int(count * scale), 4))

    sample = chance.choices(words, weights, k=200_000)
    lines("words", 1_400_000, lambda i: " ".join(sample[(i * 7 + k * 131) % len(sample)] for k in range(10)))
    lines("pairs", 5_000_000, lambda i: f"k{chance.randrange(100_000)},{chance.randrange(10_000)}")
    lines("users", 1_000_000, lambda i: f"u{i},{chance.choice(words[:500])}")
    lines("visits", 1_000_000, lambda i: f"u{chance.randrange(1_000_000)},page{chance.randrange(1000)}")
    lines("numbers", 2_000_000, lambda i: f"{chance.randrange(10**9)},row{i}")
    lines("links", 400_000, lambda i: f"p{chance.randrange(50_000)} p{int(50_000 * chance.random() ** 2)}")


def call(program: str, folder: str, way: str, rounds: int) -> None:
    """In a process of its own: prints the results and the seconds of each round."""
    from pyspark import cloudpickle
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]") if way == "classic" else SparkSession.builder.remote("local[2]")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spec = importlib.util.spec_from_file_location("job", program)
    module = importlib.util.module_from_spec(spec)
    sys.modules["job"] = module
    cloudpickle.register_pickle_by_value(module)  # workers cannot import it
    spec.loader.exec_module(module)
    taken = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        result = module.run(folder)
        taken.append(time.perf_counter() - began)
    print(json.dumps({"result": repr(result), "seconds": taken[1:]}))
    sys.stdout.flush()
    spark.stop()


def measure(program: pathlib.Path, data: pathlib.Path, way: str, rounds: int) -> dict:
    command = [sys.executable, __file__, "--call", str(program), str(data), way, str(rounds)]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode != 0:
        sys.exit(f"{program} failed, {way}:\n{done.stderr[-3000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def migrated(classic: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    program = folder / f"{classic.parent.name}.py"
    shutil.copy(classic, program)
    subprocess.run([ROOT / "reconnect", "fix", "--unsafe", "--write", "--quiet", program], stdout=subprocess.DEVNULL, check=False)
    if "sparkContext" in program.read_text(encoding="utf-8"):
        sys.exit(f"{classic} still has RDDs after `reconnect fix --unsafe`")
    return program


def table(results: dict[str, dict[str, float]]) -> None:
    print("| job | classic | migrated | by hand | classic / migrated | migrated / by hand |\n|---|---|---|---|---|---|")
    for job, taken in results.items():
        hand = taken.get("by_hand")
        print(
            f"| {job} | {taken['classic']:.2f} s | {taken['migrated']:.2f} s | {'' if hand is None else f'{hand:.2f} s'} "
            f"| {taken['classic'] / taken['migrated']:.1f} | {'' if hand is None else format(taken['migrated'] / hand, '.2f')} |"
        )
    faster = [taken["classic"] / taken["migrated"] for job, taken in results.items() if job not in IN_PYTHON]
    by_hand = [taken["migrated"] / taken["by_hand"] for taken in results.values() if "by_hand" in taken]
    if faster:
        print(f"| geometric mean | | | | {statistics.geometric_mean(faster):.1f} | {statistics.geometric_mean(by_hand):.2f} |")


def main() -> None:
    if sys.argv[1:2] == ["--call"]:
        call(*sys.argv[2:5], int(sys.argv[5]))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("jobs", nargs="*", metavar="JOB", default=sorted(path.name for path in (HERE / "timed").iterdir()))
    options = parser.parse_args()
    results: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        data = folder / "data"
        data.mkdir()
        make_data(data, options.scale)
        for job in options.jobs:
            classic = HERE / "timed" / job / "classic.py"
            programs = {"classic": classic, "migrated": migrated(classic, folder), "by_hand": classic.parent / "by_hand.py"}
            found = {way: measure(program, data, way, options.rounds) for way, program in programs.items() if program.exists()}
            if len({one["result"] for one in found.values()}) > 1:
                sys.exit(f"{job}: " + "\n".join(f"{way}: {one['result'][:500]}" for way, one in found.items()))
            results[job] = {way: statistics.median(one["seconds"]) for way, one in found.items()}
            print(job, {way: round(seconds, 2) for way, seconds in results[job].items()}, file=sys.stderr)
    table(results)


if __name__ == "__main__":
    main()
