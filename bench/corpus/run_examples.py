"""Runs the Python examples of an installed PySpark, each under `trace_program.py`, on classic Spark or on a Connect server.

    python run_examples.py classic WORK
    python run_examples.py connect WORK --remote sc://127.0.0.1:PORT
    python run_examples.py prepare WORK          only lays out the folders, for a server to be started in WORK/run

Run it with the Python that has PySpark. WORK receives `run/` (a copy of the examples and their data, the current folder of every
program; a Connect server must be started in it, because relative paths are the server's, with its Hive metastore elsewhere), and `classic/` or `connect/` with one
trace and one log for each example. Examples that wait for ever are stopped after --limit seconds; what they had traced by then counts.
"""

from __future__ import annotations

import argparse
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
PREPARE = """
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
base = "examples/src/main/resources/"
users = spark.createDataFrame(
    [("Alyssa", None, [3, 9, 15, 20]), ("Ben", "red", [])], "name string, favorite_color string, favorite_numbers array<int>")
users.coalesce(1).write.mode("overwrite").parquet(base + "users.parquet")
users.coalesce(1).write.mode("overwrite").orc(base + "users.orc")
for number, folder in ((1, "dir1/"), (2, "dir1/dir2/")):
    spark.createDataFrame([(f"file{number}.parquet",)], "file string").coalesce(1).write.mode("overwrite").parquet(base + "tmp")
    import glob, os, shutil
    os.makedirs(base + folder, exist_ok=True)
    shutil.copy(glob.glob(base + "tmp/part-*")[0], base + folder + f"file{number}.parquet")
    shutil.rmtree(base + "tmp")
"""


def prepare(work: pathlib.Path) -> None:
    import pyspark

    package = pathlib.Path(pyspark.__file__).parent
    run = work / "run"
    if (run / "ready").exists():
        return
    shutil.copytree(package / "data", run / "data", dirs_exist_ok=True)
    shutil.copytree(package / "examples", run / "examples", dirs_exist_ok=True)
    resources = run / "examples/src/main/resources"
    resources.mkdir(parents=True, exist_ok=True)
    people = [("Michael", None), ("Andy", 30), ("Justin", 19)]
    (resources / "people.json").write_text(
        "".join('{"name":"%s"}\n' % n if a is None else '{"name":"%s", "age":%d}\n' % (n, a) for n, a in people)
    )
    (resources / "people.txt").write_text("Michael, 29\nAndy, 30\nJustin, 19\n")
    (resources / "people.csv").write_text("name;age;job\nJorge;30;Developer\nBob;32;Developer\n")
    (resources / "people.xml").write_text(
        "<people>" + "".join(f"<person><name>{n}</name><age>{a or 29}</age></person>" for n, a in people) + "</people>"
    )
    (resources / "kv1.txt").write_text("".join(f"{k}\x01val_{k}\n" for k in range(0, 500, 7)))
    subprocess.run([sys.executable, "-c", PREPARE], cwd=run, check=True, env={**os.environ, "PYSPARK_PYTHON": sys.executable})
    scratch = run / "scratch"
    for folder in ("train", "test", "watched"):
        (scratch / folder).mkdir(parents=True, exist_ok=True)
    (scratch / "numbers.txt").write_text("3 1 2\n9 7 8\n")
    (scratch / "points.txt").write_text("".join(f"{i % 2} " + " ".join(["0.5"] * 10) + "\n" for i in range(20)))
    (scratch / "labelled.txt").write_text("".join(f"{i % 2} {i} {20 - i}\n" for i in range(20)))
    (scratch / "text8_lines").write_text("\n".join(["the cat sat on 1 and the dog ran"] * 20))
    (run / "ready").write_text("")


def clean(run: pathlib.Path) -> None:
    """Takes away what earlier programs wrote into the current folder."""
    for path in [*run.iterdir(), run / "data/test_table", run / "scratch/checkpoint", run / "scratch/derby"]:
        if path.is_dir() and path.name not in ("data", "examples", "scratch"):
            shutil.rmtree(path, ignore_errors=True)


def send_lines(server: socket.socket) -> None:
    def feed(connection: socket.socket) -> None:
        try:
            while True:
                connection.sendall(b"hello spark hello world good bad\n")
                time.sleep(0.2)
        except OSError:
            connection.close()

    while True:
        connection, _ = server.accept()
        threading.Thread(target=feed, args=(connection,), daemon=True).start()


def ended_well(trace: pathlib.Path) -> bool:
    last = json.loads(trace.read_text().splitlines()[-1]) if trace.exists() and trace.stat().st_size else {}
    return last.get("kind") == "end" and not last["error"]


class Gateway:
    """A JVM that successive classic programs attach to; thrown away when a program had to be stopped in it."""

    def __init__(self, run: pathlib.Path) -> None:
        self.run = run
        self.gateway = None

    def environment(self) -> dict[str, str]:
        if self.gateway is None:
            from pyspark.java_gateway import launch_gateway

            os.chdir(self.run)
            os.environ["PYSPARK_SUBMIT_ARGS"] = (
                "--master local[2] --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false --conf spark.driver.host=127.0.0.1 pyspark-shell"
            )
            self.gateway = launch_gateway()
        parameters = self.gateway.gateway_parameters
        return {"PYSPARK_GATEWAY_PORT": str(parameters.port), "PYSPARK_GATEWAY_SECRET": parameters.auth_token}

    def stop_context(self) -> None:
        """Stops the context that a program left behind, or the whole JVM if that cannot be done."""
        if self.gateway is None:
            return
        try:
            companion = getattr(getattr(self.gateway.jvm.org.apache.spark, "SparkContext$"), "MODULE$")
            active = companion.getActive()
            if active.isDefined():
                active.get().stop()
        except Exception as error:  # the JVM is of no more use, whatever it was
            print(error, file=sys.stderr)
            self.close()

    def close(self) -> None:
        if self.gateway is not None:
            process = self.gateway.proc
            self.gateway.shutdown()
            process.kill()
            process.wait()
            self.gateway = None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["classic", "connect", "prepare"])
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--remote", help="address of the Connect server")
    parser.add_argument("--limit", type=float, default=240.0)
    parser.add_argument("--stream-limit", type=float, default=40.0)
    parser.add_argument("--broken-only", action="store_true", help="leave out what ran to its end on Connect before")
    parser.add_argument("--unfinished", action="store_true", help="leave out what ran to its end in this mode before")
    parser.add_argument("--only", default="", help="run the examples whose path contains this")
    options = parser.parse_args()
    work = options.work.resolve()
    prepare(work)
    if options.mode == "prepare":
        return 0

    run = work / "run"
    root = run / "examples/src/main/python"
    out = work / options.mode
    rows = [r.split("\t") for r in (HERE / "arguments.tsv").read_text().splitlines() if r and not r.startswith("#")]
    arguments = {name: text for name, text in rows}
    server = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=send_lines, args=(server,), daemon=True).start()
    port = server.getsockname()[1]
    gateway = Gateway(run)
    for program in sorted(root.rglob("*.py")):
        name = program.relative_to(root).as_posix()
        if options.only not in name or (options.unfinished and ended_well(out / (name + ".jsonl"))):
            continue
        if options.broken_only and ended_well(work / "connect" / (name + ".jsonl")):
            continue
        clean(run)
        trace = out / (name + ".jsonl")
        trace.parent.mkdir(parents=True, exist_ok=True)
        words = arguments.get(name, "").format(port=port, scratch=run / "scratch", examples=root).split()
        environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYTHONUNBUFFERED": "1"}
        environment.pop("PYSPARK_SUBMIT_ARGS", None)
        if options.mode == "connect":
            environment["SPARK_REMOTE"] = options.remote
        else:
            environment.update(gateway.environment())
        limit = options.stream_limit if "streaming" in name else options.limit
        started = time.monotonic()
        with open(out / (name + ".log"), "w", encoding="utf-8") as log:
            process = subprocess.Popen(
                [sys.executable, str(HERE / "trace_program.py"), str(trace), str(program), *words],
                cwd=run, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )
            try:
                outcome = str(process.wait(limit))
            except subprocess.TimeoutExpired:
                outcome = "stopped"
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                gateway.close()
        gateway.stop_context()
        print(f"{name}\t{outcome}\t{time.monotonic() - started:.1f}", flush=True)
    gateway.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
