"""The daemons that an interpreter forks for a JVM: those of sessions that are gone do not add up."""

import os
import pathlib
import socket
import subprocess
import sys
import time

import pytest

from reconnect_runtime.observe import workers

SOURCE = os.fspath(pathlib.Path(__file__).resolve().parents[1] / "src")


def daemons(path: pathlib.Path) -> "list[subprocess.Popen]":
    """Asks for a few daemons more than are kept, as a JVM does, one after the other."""
    environment = dict(os.environ, PYTHONPATH=SOURCE, PYTHON_DAEMON_KILL_WORKER_ON_FLUSH_FAILURE="true")
    environment[workers.SOCKET] = str(path)
    started = []
    for _ in range(workers.MOST_DAEMONS + 3):
        command = [sys.executable, "-m", "reconnect_runtime.observe.workers", "pyspark.worker"]
        daemon = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert daemon.stdout.read(4)  # the port that it listens on
        started.append(daemon)
    return started


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs descriptors of processes")
def test_the_oldest_of_too_many_is_ended(tmp_path):
    path = tmp_path / "workers"
    if len(str(path)) > 90:
        path = pathlib.Path("/tmp", f"workers-{os.getpid()}")
    command = [sys.executable, "-m", "reconnect_runtime.observe.workers", "--serve", str(path), "sleep", "300"]
    server = subprocess.Popen(command, env=dict(os.environ, PYTHONPATH=SOURCE))
    started = []
    try:
        wait_until(lambda: accepts(path))
        started = daemons(path)
        wait_until(lambda: sum(daemon.poll() is not None for daemon in started) >= 3)
        assert [daemon.poll() is None for daemon in started] == [False] * 3 + [True] * workers.MOST_DAEMONS
    finally:
        for daemon in started:
            daemon.stdin.close()
            daemon.stdout.close()
        server.kill()
        server.wait()
        for daemon in started:
            daemon.wait(timeout=20)
        path.unlink(missing_ok=True)


def accepts(path: pathlib.Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def wait_until(holds) -> None:
    for _ in range(200):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to that within 20 s")
