"""A clock that jumps ahead each time that it is read: what hangs on how long something took is another than in other runs.

Two runs of a program may take the same number of seconds by chance, and say so; a run with this clock does not.
"""

import time

_AHEAD = 11  # seconds for each reading

# `time.monotonic` stays: libraries wait by it.
_READINGS = {"time": 1, "time_ns": 1_000_000_000, "perf_counter": 1, "perf_counter_ns": 1_000_000_000}


def install():
    """Lets `time.time` and its kin jump, for all that reads them from now on. `datetime` and `time.monotonic` stay right."""
    for name, second in _READINGS.items():
        setattr(time, name, _jumping(getattr(time, name), _AHEAD * second))


def _jumping(read, step):
    ahead = 0

    def jump():
        nonlocal ahead
        ahead += step
        return read() + ahead

    return jump
