"""The clock that jumps ahead."""

import time

import pytest
from reconnect_runtime.observe import clock


@pytest.fixture(autouse=True)
def jumping(monkeypatch):
    for name in clock._READINGS:
        monkeypatch.setattr(time, name, getattr(time, name))
    clock.install()


def test_each_reading_is_later():
    first, started = time.time(), time.perf_counter()
    assert 10 < time.time() - first < 12
    assert 10 < time.perf_counter() - started < 12
    assert 10e9 < -time.time_ns() + time.time_ns() < 12e9
    assert isinstance(time.perf_counter_ns(), int)


def test_what_libraries_wait_by_stays_right():
    waited = time.monotonic()
    assert time.monotonic() - waited < 5
