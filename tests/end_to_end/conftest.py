"""Calls the tool as users do: the launcher, in a process of its own."""

import os
import subprocess
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


@pytest.fixture(scope="session", autouse=True)
def built():
    """The tool is built once, before time limits count."""
    assert run("--version", timeout=1800).returncode == 0
