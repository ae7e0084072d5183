"""A pytest plugin: `pytest -p reconnect_runtime.pytest_plugin` activates the runtime before any conftest is imported."""

import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    import reconnect_runtime

    reconnect_runtime.activate(os.environ.get("RECONNECT_MODE", "run"))


def pytest_unconfigure(config):
    import reconnect_runtime

    reconnect_runtime.deactivate()
