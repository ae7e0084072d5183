"""Runs the probe corpus: in this process on one session (`run`), or from outside on classic and on an own Connect server (`record`)."""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Tuple

HERE = Path(__file__).resolve().parent
SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
QUIET = ["--conf", "spark.ui.enabled=false", "--conf", "spark.sql.catalogImplementation=in-memory", "--conf", "spark.sql.shuffle.partitions=2"]
LONGEST = 400


def record(python: str, only: List[str], jars: Sequence[str] = ()) -> Dict[str, Tuple[str, str]]:
    """The outcomes of probes, on classic and on Connect; of all of them when none is named."""
    named = [argument for name in only for argument in ("--only", name)]
    classic = outside(python, named)
    with server(python, jars) as url:
        connect = outside(python, ["--remote", url, *named])
    return {name: (classic[name], connect[name]) for name in classic}


def outside(python: str, arguments: List[str]) -> Dict[str, str]:
    env = {**os.environ, "PYSPARK_PYTHON": python, "PYSPARK_DRIVER_PYTHON": python, "PYTHONPATH": str(HERE.parent)}
    env.pop("SPARK_REMOTE", None)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "outcomes.json"
        command = [python, "-m", "spark_facts.probing", *arguments, str(path)]
        done = subprocess.run(command, env=env, cwd=scratch, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode != 0:
            raise RuntimeError("the probes did not run: " + done.stderr[-2000:])
        return json.loads(path.read_text(encoding="utf-8"))


@contextlib.contextmanager
def server(python: str, jars: Sequence[str] = ()) -> Iterator[str]:
    """A Connect server of that interpreter's release on a free port of the loopback interface, gone at the end.

    `jars` are what it takes beside PySpark's own.
    """
    origin = subprocess.run([python, "-c", "import pyspark; print(pyspark.__file__)"], check=True, capture_output=True, text=True).stdout
    home = Path(origin.strip()).parent
    port = free_port()
    with tempfile.TemporaryDirectory() as scratch:
        command = [
            str(home / "bin" / "spark-submit"), "--class", SERVER, "--master", "local[2]", *QUIET,
            *(["--driver-class-path", os.pathsep.join(jars)] if jars else []),
            "--conf", f"spark.connect.grpc.binding.port={port}", "--conf", "spark.connect.grpc.binding.address=127.0.0.1",
            "--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.driver.bindAddress=127.0.0.1", "spark-internal",
        ]  # fmt: skip
        env = {**os.environ, "SPARK_HOME": str(home), "PYSPARK_PYTHON": python, "PYSPARK_DRIVER_PYTHON": python}
        env.pop("SPARK_REMOTE", None)
        with open(Path(scratch) / "log", "wb") as log:
            process = subprocess.Popen(command, cwd=scratch, env=env, stdout=log, stderr=log, start_new_session=True)
        try:
            wait_for(port, process, Path(scratch) / "log")
            yield f"sc://127.0.0.1:{port}"
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    raise RuntimeError("the Connect server did not start: " + log.read_text(encoding="utf-8", errors="replace")[-2000:])


def run(spark: Any, only: List[str]) -> Dict[str, str]:
    from .probe_corpus import LAST, PROBES

    names = sorted(only or PROBES, key=lambda name: (name in LAST, name))
    return {name: outcome(PROBES[name], spark) for name in names}


def outcome(function: Any, spark: Any) -> str:
    """`OK value` or `ERR class [CONDITION]`, without what changes from run to run."""
    try:
        text = "OK " + repr(function(spark))
    except BaseException as e:
        if isinstance(e, KeyboardInterrupt):
            raise
        condition = re.search(r"\[[A-Z][A-Z0-9_.]+\]", str(e))
        text = f"ERR {type(e).__name__} " + (condition[0] if condition else first_line(e))
    return re.sub(r"\s+", " ", text).strip()[:LONGEST]


def first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return re.sub(r"0x[0-9a-f]+|\(?/\S+|o\d+\.", "...", lines[0]) if lines else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--remote")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("output")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    from pyspark.sql import SparkSession

    if arguments.remote:
        spark = SparkSession.builder.remote(arguments.remote).getOrCreate()
    else:
        builder = SparkSession.builder.master("local[2]")
        for key, value in (q.split("=") for q in QUIET[1::2]):
            builder = builder.config(key, value)
        spark = builder.getOrCreate()
    Path(arguments.output).write_text(json.dumps(run(spark, arguments.only)), encoding="utf-8")
    if not arguments.remote:
        spark.stop()


if __name__ == "__main__":
    assert importlib.util.find_spec("pyspark"), "run by an interpreter with PySpark"
    sys.exit(main())
