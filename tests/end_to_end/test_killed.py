"""The tool is killed in the middle of a proof, with a server of its own and with a named one: nothing that it started goes on."""

import contextlib
import os
import socket
import subprocess
from pathlib import Path

import pytest
from conftest import LAUNCHER, kill_group, mentions, run, until
from test_migrate import ENDLESS

SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"


@pytest.fixture(scope="module")
def python():
    return os.environ.get("RECONNECT_PYTHON") or run("environment").stdout.strip()


@contextlib.contextmanager
def server(python, folder):
    """A Connect server that is not the tool's."""
    code = "import pyspark; print(pyspark.__path__[0])"
    home = Path(subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        str(home / "bin" / "spark-submit"), "--class", SERVER, "--master", "local[2]", "--conf", "spark.ui.enabled=false",
        "--conf", f"spark.connect.grpc.binding.port={port}", "--conf", "spark.connect.grpc.binding.address=127.0.0.1",
        "--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.driver.bindAddress=127.0.0.1", "spark-internal",
    ]  # fmt: skip
    environment = {**os.environ, "SPARK_HOME": str(home), "PYSPARK_PYTHON": python}
    environment["SPARK_SUBMIT_OPTS"] = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
    with open(folder / "server.log", "wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        until(lambda: _listens(port), 300)
        yield f"sc://127.0.0.1:{port}"
        assert process.poll() is None, "the named server is not ours to end"
    finally:
        kill_group(process)


def _listens(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def test_with_a_server_of_its_own(tmp_path, python):
    _kill_in_the_middle(tmp_path, python, [])


def test_with_a_named_server(tmp_path, python):
    with server(python, tmp_path) as url:
        _kill_in_the_middle(tmp_path, python, ["--remote", url])


def _kill_in_the_middle(folder, python, options):
    (folder / "endless.py").write_text(ENDLESS.replace("while", 'open("{}", "w").close()\nwhile'.format("started")))
    cache = folder / "cache"
    process = subprocess.Popen(
        [str(LAUNCHER), "prove", "endless.py", "endless.py", *options],
        cwd=folder,
        env={**os.environ, "RECONNECT_CACHE": str(cache), "RECONNECT_PYTHON": python},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: list(cache.glob("runs/run-*/classic/run/work/started")), 180)
        assert mentions(str(cache))
        process.kill()
        process.wait(30)
        until(lambda: not mentions(str(cache)), 60)
    finally:
        process.kill()
        process.wait(30)
