"""Watches what a run and the JVM that it uses take from the machine, from outside of both.

Time is computing time: a run is ended when it took longer than its limit by the clock and has computed for as long, so that a busy
machine makes nothing fail. What merely waits is ended after `PATIENCE` times the limit.
"""

import os
import threading
import time

from reconnect_runtime.observe import sandbox

PATIENCE = 5
_PAUSE = 0.25
_GRACE = 3  # seconds for a program to notice by itself that its JVM has ended; Connect clients go on trying for minutes
_TICKS = os.sysconf("SC_CLK_TCK")


class Watch:
    """From `start` to `stop` one run; `exceeded` is None or a limit's name and what happened; `orphaned` says that the
    program was ended because its JVM had ended."""

    def __init__(self, program, jvm, limits, kill):
        self._program = program
        self._host = jvm
        self._jvm = jvm.pid()
        self._limits = limits
        self._kill = kill
        self._started = time.monotonic()
        self._computed = self._computing()
        self._idle = {each.process for each in self._workers()}  # of runs before: Spark keeps them for a while
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.exceeded = None
        self.orphaned = False

    def start(self):
        self._thread.start()

    def stop(self):
        self._ended.set()
        self._thread.join()

    def _look(self):
        while not self._ended.wait(_PAUSE):
            if not self._host.alive():
                if not self._ended.wait(_GRACE):
                    self.orphaned = True
                    self._kill()
                return
            try:
                exceeded = self._late() or self._crowded()
            except OSError:
                continue
            if exceeded is not None:
                self.exceeded = exceeded
                self._kill()
                return

    def _computing(self):
        """Seconds of processor time of both trees so far."""
        ticks = 0
        for root in (self._program, self._jvm):
            if root is not None:
                ticks += sum(each.ticks for each in sandbox.tree(root))
        return ticks / _TICKS

    def _late(self):
        seconds = self._limits["seconds"]
        passed = time.monotonic() - self._started
        if passed <= seconds:
            return None
        if passed > seconds * PATIENCE:
            return "time", "%d s by the clock" % passed
        if self._computing() - self._computed > seconds:
            return "time", "%d s" % seconds
        return None

    def _crowded(self):
        """Looks at the Python workers below the JVM: each has a limit of its own, and so have all together."""
        workers = self._workers()
        new = [each for each in workers if each.process not in self._idle]
        if len(new) > self._limits["processes"]:
            return "processes", "more than %d below Spark's Python workers" % self._limits["processes"]
        if not new:
            return None
        shared = min(workers).resident  # all are forked from the first
        if sum(max(0, each.resident - shared) for each in new) > self._limits["memory_bytes"]:
            return "memory", "Spark's Python workers took more than %d MiB" % (self._limits["memory_bytes"] >> 20)
        return None

    def _workers(self):
        if self._jvm is None:
            return []
        return [each for each in sandbox.tree(self._jvm) if each.name.startswith("python")]
