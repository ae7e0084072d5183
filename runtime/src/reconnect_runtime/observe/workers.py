"""Keeps one interpreter with PySpark's worker modules imported, from which a JVM's worker daemons are forked.

Spark starts a daemon for each context or session that uses Python functions, and each needs seconds to import what it
needs. `serve` goes on as the JVM itself, beside an interpreter that waits on a socket; as a module this file is what
`spark.python.daemon.module` names: it hands its standard streams over and waits.

A Connect server has a daemon for each session, and keeps it when the session is gone: of more than `MOST_DAEMONS` the
oldest is ended. Should Spark want it again, it starts another (`PythonWorkerFactory.createThroughDaemon`).
"""

import array
import json
import os
import socket
import sys

SOCKET = "RECONNECT_WORKERS"
MEMORY = "RECONNECT_WORKER_BYTES"
MOST_DAEMONS = 32


def serve(command, path):
    """Becomes the command, with a waiting interpreter as its child."""
    listener = socket.socket(socket.AF_UNIX)
    try:
        if os.path.exists(path):
            os.unlink(path)
        listener.bind(path)
        listener.listen(16)
    except OSError:  # the path may be too long for a socket: daemons then start as slowly as they do elsewhere
        os.execvp(command[0], command)
    if os.fork() == 0:
        from reconnect_runtime.observe import sandbox

        sandbox.die_with_parent()
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        _wait(listener)
        os._exit(0)
    listener.close()
    os.environ[SOCKET] = path
    os.execvp(command[0], command)


def _wait(listener):
    import gc
    import signal

    _import_workers()
    gc.freeze()  # Spark's daemon collects garbage after each task, and would look at all that was imported
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    daemons = []
    while True:
        connection, _ = listener.accept()
        request, descriptors = _receive(connection)
        if request is None:
            connection.close()
            continue
        daemon = os.fork()
        if daemon == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _become_daemon(request, descriptors)  # keeps `connection` open: its end is ours
        _end_oldest(daemons, daemon)
        for descriptor in descriptors:
            os.close(descriptor)
        connection.close()


def _end_oldest(daemons, started):
    """Notes a daemon, by a descriptor that does not come to mean another process, and ends the oldest of too many."""
    import signal

    try:
        daemons.append(os.pidfd_open(started))
    except (AttributeError, OSError):  # before Linux 5.3, or the daemon is gone already
        return
    while len(daemons) > MOST_DAEMONS:
        oldest = daemons.pop(0)
        try:
            signal.pidfd_send_signal(oldest, signal.SIGTERM)
        except OSError:
            pass
        os.close(oldest)


def _import_workers():
    for name in ("numpy", "pandas", "pyarrow", "pyspark.worker", "pyspark.sql.functions", "pyspark.sql.pandas.serializers"):
        try:
            __import__(name)
        except Exception:
            continue


def _receive(connection):
    sizes = array.array("i")
    data, ancillary, _, _ = connection.recvmsg(1 << 16, socket.CMSG_SPACE(3 * sizes.itemsize))
    for level, kind, content in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            sizes.frombytes(content[: len(content) - len(content) % sizes.itemsize])
    while data and not data.endswith(b"\n"):
        more = connection.recv(1 << 16)
        if not more:
            return None, list(sizes)
        data += more
    return (json.loads(data) if data else None), list(sizes)


def _become_daemon(request, descriptors):
    import random
    import runpy

    try:
        for number, descriptor in enumerate(descriptors):
            os.dup2(descriptor, number)
        for descriptor in descriptors:
            os.close(descriptor)
        os.environ.clear()
        os.environ.update(request["environment"])
        _limit_memory()
        os.chdir(request["cwd"])
        sys.path[:] = _without_us([request["cwd"]] + request["path"])
        sys.argv = ["pyspark.daemon"] + request["arguments"]
        random.seed()
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w", buffering=1)
        runpy.run_module("pyspark.daemon", run_name="__main__", alter_sys=True)
    except SystemExit as leaving:
        os._exit(leaving.code if isinstance(leaving.code, int) else 0)
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _limit_memory():
    """Lets the process at hand, and each that it forks, have only so much more memory than it has now."""
    more = int(os.environ.pop(MEMORY, "0"))
    if not more or not os.path.exists("/proc/self/statm"):
        return
    import resource

    with open("/proc/self/statm") as stream:
        fields = [int(field) * resource.getpagesize() for field in stream.read().split()]
    address_space, data = fields[0], fields[5]
    # Libraries reserve address space that they do not use, hence two limits.
    for kind, most in ((resource.RLIMIT_DATA, data + more), (resource.RLIMIT_AS, address_space + 4 * more)):
        _, ceiling = resource.getrlimit(kind)
        if ceiling != resource.RLIM_INFINITY:
            most = min(most, ceiling)
        resource.setrlimit(kind, (most, most))


def _without_us(path):
    """Workers do not see this package: the worker of a real server would not either."""
    ours = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return [entry for entry in path if os.path.abspath(entry or ".") != ours]


def main():
    """A daemon for the JVM: forked from the waiting interpreter if there is one, else an ordinary one."""
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(os.environ[SOCKET])
    except (KeyError, OSError):
        _limit_memory()
        os.execv(sys.executable, [sys.executable, "-m", "pyspark.daemon"] + sys.argv[1:])
    request = {
        "environment": dict(os.environ),
        "cwd": os.getcwd(),
        "path": sys.path[1:],
        "arguments": sys.argv[1:],
    }
    descriptors = array.array("i", [0, 1, 2])
    data = (json.dumps(request) + "\n").encode("utf-8")
    sent = connection.sendmsg([data], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, descriptors)])
    connection.sendall(data[sent:])
    connection.recv(1)


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "--serve":
        serve(sys.argv[3:], sys.argv[2])
    main()
