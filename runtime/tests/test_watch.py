"""Limits that are watched from outside of a run."""

import os
import signal
import subprocess
import sys
import time

from reconnect_runtime.observe import sandbox, watch


class _NoJvm:
    def alive(self):
        return True

    def pid(self):
        return None


def _watched(source, seconds):
    process = subprocess.Popen([sys.executable, "-c", source])
    limits = {"seconds": seconds, "memory_bytes": 1 << 30, "processes": 64}
    watching = watch.Watch(process.pid, _NoJvm(), limits, process.kill)
    started = time.monotonic()
    watching.start()
    process.wait(120)
    watching.stop()
    return watching.exceeded, time.monotonic() - started


def test_computing_ends_at_the_limit(monkeypatch):
    monkeypatch.setattr(watch, "PATIENCE", 50)  # however little of a busy machine it gets
    exceeded, passed = _watched("while True: pass", 1)
    assert exceeded == ("time", "1 s")
    assert passed >= 1


def test_waiting_ends_later():
    exceeded, passed = _watched("import time; time.sleep(60)", 1)
    assert exceeded[0] == "time" and exceeded[1].endswith("by the clock")
    assert passed >= watch.PATIENCE


def test_what_waits_for_less_than_that_is_left_alone():
    exceeded, _ = _watched("import time; time.sleep(2)", 1)
    assert exceeded is None


def test_a_tree_has_all_generations():
    source = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(300)'])"
    process = subprocess.Popen([sys.executable, "-c", source])
    deadline = time.monotonic() + 60
    while len(sandbox.tree(process.pid)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    below = sandbox.descendants(process.pid)
    assert len(below) == 1 and process.pid not in below
    process.kill()
    for number in below:
        subprocess.run(["kill", "-9", str(number)], check=True)
    process.wait(10)


def test_idle_workers_of_earlier_runs_do_not_count():
    source = "import os, time\nfor _ in range(5):\n    if os.fork() == 0:\n        time.sleep(300)\n        os._exit(0)\ntime.sleep(300)"
    jvm = subprocess.Popen([sys.executable, "-c", source], start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while len(sandbox.tree(jvm.pid)) < 6 and time.monotonic() < deadline:
            time.sleep(0.05)
        host = _NoJvm()
        host.pid = lambda: jvm.pid
        limits = {"seconds": 60, "memory_bytes": 1 << 30, "processes": 3}
        watching = watch.Watch(jvm.pid, host, limits, lambda: None)
        assert watching._crowded() is None
        watching._idle.clear()
        assert watching._crowded()[0] == "processes"
    finally:
        os.killpg(jvm.pid, signal.SIGKILL)
        jvm.wait(10)
