"""What the lifter writes, and what it leaves alone, gives what classic Spark gives where the obvious rewrite does not."""

from __future__ import annotations

import os
import pathlib
import subprocess

from conftest import ROOT
from conftest import run as reconnect

HERE = pathlib.Path(__file__).parent
TRAPS = HERE / "lift_traps.py"
# What classic Spark 4.2.1 prints for the program.
WANTED = (HERE / "lift_traps.txt").read_text(encoding="utf-8")
# Where the fix names an assumption, and the program fails instead of giving something else.
FAILING = dict.fromkeys(("integers_beyond_64_bits", "large_sums_of_keys", "greatest_of_sums"), "failed: ArithmeticException")


def test_no_trap_is_rewritten_wrongly(tmp_path):
    file = tmp_path / "lift_traps.py"
    text = TRAPS.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    reconnect("fix", "--unsafe", "--write", file)
    fixed = file.read_text(encoding="utf-8")
    assert fixed.count("sc.parallelize(") < text.count("sc.parallelize(") / 2
    file.write_text("import reconnect_runtime\n\nreconnect_runtime.activate()\n" + fixed, encoding="utf-8")
    python = os.environ["RECONNECT_PYTHON"]
    command = [python, "-m", "reconnect_runtime.server", "--conf", "spark.master=local[2]", python, str(file)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "runtime" / "src"), "PYSPARK_PYTHON": python}
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    wanted = [f"{name} {FAILING.get(name, result)}" for name, _, result in (line.partition(" ") for line in WANTED.splitlines())]
    assert done.stdout.splitlines() == wanted
