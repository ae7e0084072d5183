"""The two warm JVMs: a gateway that classic programs attach to, and a Connect server.

Both are started from the jars of the installed PySpark without Spark's shell scripts, listen on loopback only, and end
with the process that started them.
"""

import glob
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time

from reconnect_runtime.observe import archive, sandbox, workers

START_SECONDS = 240
_OUT_OF_MEMORY = 3  # the exit code of -XX:+ExitOnOutOfMemoryError

# What Spark's JavaModuleOptions.java opens; options that a JVM does not know are ignored.
OPENED = (
    "java.base/java.lang",
    "java.base/java.lang.invoke",
    "java.base/java.lang.reflect",
    "java.base/java.io",
    "java.base/java.net",
    "java.base/java.nio",
    "java.base/java.util",
    "java.base/java.util.concurrent",
    "java.base/java.util.concurrent.atomic",
    "java.base/jdk.internal.ref",
    "java.base/sun.nio.ch",
    "java.base/sun.nio.cs",
    "java.base/sun.security.action",
    "java.base/sun.util.calendar",
    "java.security.jgss/sun.security.krb5",
)

_SETTINGS = {
    "spark.master": "local[4]",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.maxResultSize": "512m",
    "spark.sql.session.timeZone": "UTC",
    "spark.log.level": "WARN",
    "spark.python.daemon.module": "reconnect_runtime.observe.workers",
}


class JvmError(Exception):
    """A JVM could not be started, with what its log says."""


class Jvm:
    """One JVM: started by `start`, gone after `stop` or when it dies by itself."""

    def __init__(self, lane, settings):
        self.lane = lane
        self._settings = settings
        self._process = None
        self._log = None
        self.starts = 0

    def alive(self):
        return self._process is not None and self._process.poll() is None

    def pid(self):
        return self._process.pid if self.alive() else None

    def end(self):
        """How it ended by itself, for a reader."""
        code = None if self._process is None else self._process.poll()
        if code == _OUT_OF_MEMORY or "java.lang.OutOfMemoryError" in self.log_tail():
            return "it ran out of memory (%d MiB)" % self.lane.heap_megabytes
        number = -code if code is not None and code < 0 else (code or 0) - 128
        if number in set(signal.Signals):
            return "it was killed by " + signal.Signals(number).name
        return "its exit code is %s" % code

    def stop(self):
        if self._process is None:
            return
        try:
            self._process.kill()
            self._process.wait(10)
        except (OSError, subprocess.TimeoutExpired):
            pass
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process = None

    def _launch(self, extra, main, environment, jars=()):
        lane = self.lane
        home = lane.spark_home
        options = ["-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"]
        options += ["-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"]  # a fifth of the start
        options += archive.options()
        options += ["-Xmx%dm" % lane.heap_megabytes, "-XX:+ExitOnOutOfMemoryError"]
        options += ["--add-opens=%s=ALL-UNNAMED" % name for name in OPENED]
        options += [
            "-Djdk.reflect.useDirectMethodHandle=false",
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-Duser.timezone=UTC",
            "-Duser.dir=" + lane.work,
            "-Djava.io.tmpdir=" + lane.jvm_folder,
        ]
        settings = dict(_SETTINGS)
        settings.update(self._settings)
        settings["spark.local.dir"] = lane.jvm_folder
        settings["spark.sql.warehouse.dir"] = lane.warehouse
        settings.update(extra)
        path = os.pathsep.join([os.path.join(home, "jars", "*"), *jars])
        command = [java()] + options + ["-cp", path, "org.apache.spark.deploy.SparkSubmit"]
        for key, value in sorted(settings.items()):
            command += ["--conf", "%s=%s" % (key, value)]
        command += main
        _empty(lane.jvm_folder)
        self.starts += 1
        self._log = os.path.join(lane.logs, "%s-%d.log" % (lane.mode, self.starts))
        path = os.path.join(lane.jvm_folder, "workers-%d" % self.starts)
        command = [sys.executable, "-m", "reconnect_runtime.observe.workers", "--serve", path] + command
        environment = dict(environment, PYTHONPATH=lane.source_root)
        environment[workers.MEMORY] = str(lane.worker_bytes)
        wrapped = sandbox.wrapped(lane.bwrap, command, [lane.folder], lane.temporary, lane.readable)
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen(
                wrapped,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=lane.jvm_folder,
                env=environment,
                preexec_fn=sandbox.die_with_parent,
            )

    def _await(self, ready):
        deadline = time.monotonic() + START_SECONDS
        while not ready():
            if self._process.poll() is not None:
                raise JvmError("the %s JVM ended while starting: %s" % (self.lane.mode, self.log_tail()))
            if time.monotonic() > deadline:
                self.stop()
                raise JvmError("the %s JVM did not answer within %d s: %s" % (self.lane.mode, START_SECONDS, self.log_tail()))
            time.sleep(0.02)

    def log_tail(self):
        return "" if self._log is None else tail(self._log)


def tail(log):
    """The last 2,000 bytes of a log, as text; empty where it cannot be read."""
    try:
        with open(log, "rb") as stream:
            stream.seek(max(0, os.path.getsize(log) - 2000))
            return stream.read().decode("utf-8", "replace").strip()
    except OSError:
        return ""


class Gateway(Jvm):
    """What `pyspark.java_gateway.launch_gateway` starts, to be shared by successive programs."""

    def start(self):
        info = os.path.join(self.lane.jvm_folder, "connection")
        if os.path.exists(info):
            os.unlink(info)
        environment = dict(self.lane.environment, _PYSPARK_DRIVER_CONN_INFO_PATH=info)
        self._launch({}, ["pyspark-shell"], environment)
        self._await(lambda: os.path.exists(info))
        with open(info, "rb") as stream:
            port, length = struct.unpack("!ii", stream.read(8))
            secret = stream.read(length).decode("utf-8")
        self.client = {"PYSPARK_GATEWAY_PORT": str(port), "PYSPARK_GATEWAY_SECRET": secret}


class Server(Jvm):
    """A Spark Connect server on a free port of the loopback interface."""

    def start(self):
        port = free_port()
        extra = {
            "spark.connect.grpc.binding.address": "127.0.0.1",
            "spark.connect.grpc.binding.port": str(port),
        }
        main = ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"]
        self._launch(extra, main, self.lane.environment, self.lane.server_jars)
        self._await(lambda: listens(port))
        self.client = {"SPARK_REMOTE": "sc://127.0.0.1:%d" % port}


class Remote:
    """Somebody else's server: nothing to start, nothing to stop."""

    def __init__(self, url):
        self.client = {"SPARK_REMOTE": url}
        self.starts = 0

    def start(self):
        pass

    def stop(self):
        pass

    def pid(self):
        return None

    def end(self):
        return "it does not answer"

    def alive(self):
        return True

    def log_tail(self):
        return ""


def brings_server(spark_home):
    """True if the installed PySpark has the Connect server's jars: 4.0 and later have."""
    return bool(glob.glob(os.path.join(spark_home, "jars", "spark-connect_*.jar")))


def java():
    home = os.environ.get("JAVA_HOME")
    if home and os.path.exists(os.path.join(home, "bin", "java")):
        return os.path.join(home, "bin", "java")
    return "java"


def java_version():
    """The version line of the Java that will run Spark, or None if there is none."""
    try:
        done = subprocess.run([java(), "-version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0:
        return None
    for line in done.stderr.decode("utf-8", "replace").splitlines():
        if "version" in line:
            return line.strip()
    return None


def _empty(folder):
    """What an earlier JVM that was killed left behind."""
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            os.unlink(entry.path)


def free_port():
    """A port of the loopback interface that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port):
    """True if somebody answers at a port of the loopback interface."""
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False
