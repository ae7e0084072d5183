"""Fixtures that start Spark: a Connect server and a classic context, each at most once, in processes of their own."""

import importlib.util
import os
import pickle
import struct
import subprocess
import sys

import pytest

# Looked for before the runtime puts stand-ins in their places.
HAS_CLASSIC = importlib.util.find_spec("py4j") is not None
CLIENT_ALONE = "the client of Spark Connect alone has no classic Spark"
with_classic = pytest.mark.skipif(not HAS_CLASSIC, reason=CLIENT_ALONE)


@pytest.fixture(scope="session")
def remote(tmp_path_factory):
    """The address of a Connect server: RECONNECT_TEST_REMOTE, or one started for these tests."""
    given = os.environ.get("RECONNECT_TEST_REMOTE")
    if given:
        yield given
        return
    from reconnect_runtime.observe import archive
    from reconnect_runtime.server import LocalServer, NoServer

    folder = tmp_path_factory.mktemp("server")
    try:
        short_lived = [*archive.options(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        server = LocalServer(str(folder), {"spark.master": "local[4]"}, java_options=short_lived)
    except NoServer as raised:
        pytest.skip(str(raised))
    yield server.remote
    server.stop()


@pytest.fixture(scope="session")
def sc(remote):
    """The runtime's SparkContext, with the runtime active."""
    os.environ["SPARK_REMOTE"] = remote
    import reconnect_runtime

    reconnect_runtime.activate()
    from pyspark import SparkContext

    context = SparkContext("local[4]", "tests")
    session = context._session
    yield context
    context.stop()
    reconnect_runtime.deactivate()
    if not session.is_stopped:
        # Else it goes on asking for a server that is gone when the process ends.
        session.stop()


class Classic:
    """A process with a classic SparkContext, which runs functions of test modules and returns what came out.

    Nothing runs between fork and exec: gRPC, which the runtime's context uses, does not survive a fork.
    """

    def __init__(self):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("SPARK_")}
        environment.update(PYTHONHASHSEED="0", PYSPARK_PYTHON=sys.executable, PYTHONPATH=os.pathsep.join(sys.path))
        environment["SPARK_SUBMIT_OPTS"] = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
        self._process = subprocess.Popen(
            [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "classic.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )

    def run(self, function, *arguments):
        """`outcome(function, sc, ...)` with the classic context."""
        request = pickle.dumps((function.__module__, function.__name__, arguments))
        self._process.stdin.write(struct.pack("!i", len(request)) + request)
        self._process.stdin.flush()
        head = self._process.stdout.read(4)
        if len(head) < 4:
            raise RuntimeError("the classic process ended")
        return pickle.loads(self._process.stdout.read(struct.unpack("!i", head)[0]))

    def stop(self):
        self._process.stdin.close()
        self._process.wait(60)


@pytest.fixture(scope="session")
def classic():
    if not HAS_CLASSIC:
        pytest.skip(CLIENT_ALONE)
    process = Classic()
    yield process
    process.stop()


def outcome(function, sc, *arguments):
    """("value", what it returned) or ("error", the class of the exception, and for Java's the class of theirs)."""
    try:
        return "value", function(sc, *arguments)
    except Exception as raised:
        java = getattr(raised, "java_exception", None)
        return "error", type(raised).__name__, "" if java is None else java.getClass().getName()


@pytest.fixture
def same(sc, classic):
    """Asserts that a function of a SparkContext has the same outcome on classic Spark and on the runtime."""

    def check(function, *arguments):
        expected = classic.run(function, *arguments)
        got = outcome(function, sc, *arguments)
        assert got == expected
        return got

    return check
