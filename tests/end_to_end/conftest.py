"""Calls the tool as users do: the launcher, in a process of its own."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "reconnect"


def run(*arguments, cwd=None, stdin=None, timeout=900, env=None, launcher=LAUNCHER):
    """The finished process; its output as text."""
    return subprocess.run(
        [str(launcher), *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=timeout,
        env={**os.environ, **(env or {})},
    )


def until(happened, seconds):
    """Waits until something is true."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def mentions(text):
    """Processes whose command line names a path."""
    found = []
    for process in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError), open(f"/proc/{process}/cmdline", "rb") as command:
            if text.encode() in command.read():
                found.append(process)
    return found


def kill_group(process):
    """Ends what is left of a process that was started as the first of its session."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)


@pytest.fixture(scope="session", autouse=True)
def ends_in_good_order():
    """Whoever ends the tests ends what they have started."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))


@pytest.fixture(scope="session", autouse=True)
def built():
    """The tool is built once, before time limits count."""
    assert run("--version", timeout=1800).returncode == 0
