"""A Spark Connect server on this machine for programs that are not given one.

`python -m reconnect_runtime.server [--conf KEY=VALUE] [--keep SECONDS --state FILE] COMMAND...` runs a command with
SPARK_REMOTE set to a server of its own, which ends with it. With `--keep` the server goes on for that long after the last command that used
it, and the next command with the same state file finds it warm.
"""

import argparse
import fcntl
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

from reconnect_runtime.observe import archive, jvms, sandbox

_SETTINGS = {
    "spark.master": "local[*]",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.connect.grpc.binding.address": "127.0.0.1",
    "spark.log.level": "ERROR",
}


class NoServer(Exception):
    """Why no server could be started, and what to do."""


class LocalServer:
    """A server of the installed PySpark; ends with the process that started it.

    RECONNECT_SERVER_JAR names the jar of the server for PySpark 3.5, which brings none. Of the settings,
    `spark.driver.memory` is the heap.
    """

    def __init__(self, folder, settings=(), java_options=None):
        import pyspark

        home = os.path.dirname(os.path.abspath(pyspark.__file__))
        jar = os.environ.get("RECONNECT_SERVER_JAR")
        if not jar and not jvms.brings_server(home):
            raise NoServer(
                "PySpark %s at %s brings no Spark Connect server: name one by SPARK_REMOTE=sc://host:port"
                % (pyspark.__version__, home)
            )
        values = dict(_SETTINGS, **dict(settings))
        heap = values.pop("spark.driver.memory", "2g")
        port = int(values.setdefault("spark.connect.grpc.binding.port", str(jvms.free_port())))
        self.remote = "sc://127.0.0.1:%d" % port
        self.log = os.path.join(folder, "server.log")
        values.setdefault("spark.local.dir", folder)
        command = [jvms.java(), "-XX:+IgnoreUnrecognizedVMOptions", "-XX:-UsePerfData", "-Xmx" + heap]
        command += archive.options() if java_options is None else java_options
        command += ["--add-opens=%s=ALL-UNNAMED" % name for name in jvms.OPENED]
        command += ["-Djdk.reflect.useDirectMethodHandle=false", "-Dio.netty.tryReflectionSetAccessible=true"]
        path = os.pathsep.join([os.path.join(home, "jars", "*")] + ([jar] if jar else []))
        command += ["-cp", path, "org.apache.spark.deploy.SparkSubmit"]
        for key, value in sorted(values.items()):
            command += ["--conf", "%s=%s" % (key, value)]
        command += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"]
        environment = dict(os.environ, SPARK_HOME=home, PYTHONHASHSEED="0")
        environment.setdefault("PYSPARK_PYTHON", sys.executable)
        for name in ("SPARK_REMOTE", "SPARK_CONNECT_MODE_ENABLED", "SPARK_API_MODE"):
            environment.pop(name, None)
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
                preexec_fn=sandbox.die_with_parent,
            )
        self._await(port)

    def _await(self, port):
        deadline = time.monotonic() + jvms.START_SECONDS
        while not jvms.listens(port):
            if self.process.poll() is not None:
                raise NoServer("the Spark Connect server ended while starting: " + self.tail())
            if time.monotonic() > deadline:
                self.stop()
                raise NoServer("the Spark Connect server did not answer in %d s: %s" % (jvms.START_SECONDS, self.tail()))
            time.sleep(0.05)

    def tail(self):
        """The end of its log."""
        with open(self.log, "rb") as stream:
            stream.seek(max(0, os.path.getsize(self.log) - 2000))
            return stream.read().decode("utf-8", "replace").strip()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def run(command, remote):
    """Runs a command against a server; its exit code. Signals that end this process go to the command first."""
    environment = dict(os.environ, SPARK_REMOTE=remote)
    child = subprocess.Popen(command, env=environment, preexec_fn=sandbox.die_with_parent)

    def forward(number, frame):
        if child.poll() is None:
            child.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, forward)
    # Ctrl-C reaches the whole process group: the command decides what comes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN if os.isatty(0) else forward)
    code = child.wait()
    return 128 - code if code < 0 else code


def _with_own_server(command, settings):
    with tempfile.TemporaryDirectory(prefix="reconnect-server-", ignore_cleanup_errors=True) as folder:
        server = LocalServer(folder, settings)
        try:
            return run(command, server.remote)
        finally:
            server.stop()


def _with_kept_server(command, state, seconds):
    os.makedirs(os.path.dirname(os.path.abspath(state)), exist_ok=True)
    with open(state + ".lock", "a+") as lock:
        # Shared by the commands that use the server, so that its keeper sees that it is in use.
        fcntl.flock(lock, fcntl.LOCK_SH)
        remote = _known(state)
        if remote is None:
            with open(state + ".starting", "a+") as starting:
                fcntl.flock(starting, fcntl.LOCK_EX)
                remote = _known(state) or _start_keeper(state, seconds)
        code = run(command, remote)
        os.utime(state)
        return code


def _known(state):
    try:
        with open(state) as stream:
            remote = json.load(stream)["remote"]
        return remote if jvms.listens(int(remote.rsplit(":", 1)[1])) else None
    except (OSError, ValueError, KeyError):
        return None


def _start_keeper(state, seconds):
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "reconnect_runtime.server", "--keeper", str(writing)]
    command += ["--keep", str(seconds), "--state", state]
    null = subprocess.DEVNULL
    subprocess.Popen(command, stdin=null, stdout=null, stderr=null, pass_fds=[writing], start_new_session=True)
    os.close(writing)
    with os.fdopen(reading) as answers:
        answer = answers.read()
    remote = _known(state)
    if remote is None:
        raise NoServer(answer or "the Spark Connect server did not start")
    return remote


def _keep(state, seconds, answers):
    """Starts a server, says so in the state file, and ends it when nothing has used it for `seconds`."""
    with tempfile.TemporaryDirectory(prefix="reconnect-server-", ignore_cleanup_errors=True) as folder:
        with os.fdopen(answers, "w") as stream:
            try:
                server = LocalServer(folder)
            except NoServer as raised:
                stream.write(str(raised))
                return
            fresh = state + ".new"
            with open(fresh, "w") as written:
                json.dump({"remote": server.remote, "pid": os.getpid()}, written)
            os.replace(fresh, state)
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
        try:
            while server.process.poll() is None:
                time.sleep(min(5, seconds))
                if time.time() - os.path.getmtime(state) >= seconds and _unused(state):
                    break
        finally:
            try:
                os.unlink(state)
            except OSError:
                pass
            server.stop()


def _unused(state):
    with open(state + ".lock", "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            return False


def main(arguments):
    parser = argparse.ArgumentParser(prog="python -m reconnect_runtime.server", description=__doc__.split("\n\n")[0])
    parser.add_argument("--conf", action="append", default=[], help="KEY=VALUE, a setting of a server that is not kept")
    parser.add_argument("--keep", type=int, help="seconds that the server outlives the last command")
    parser.add_argument("--state", help="file that names the server kept")
    parser.add_argument("--keeper", type=int, help=argparse.SUPPRESS)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args(arguments)
    if given.keeper is None:
        sandbox.die_with_parent()
    if given.keeper is not None:
        _keep(given.state, given.keep, given.keeper)
        return 0
    if not given.command:
        parser.error("a command is missing")
    try:
        if given.keep:
            return _with_kept_server(given.command, given.state, given.keep)
        return _with_own_server(given.command, [setting.split("=", 1) for setting in given.conf])
    except NoServer as raised:
        print("error: %s" % raised, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
