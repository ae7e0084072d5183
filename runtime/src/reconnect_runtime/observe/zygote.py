"""Imports PySpark once and forks a process for each run: a fresh interpreter would need a second or two for that.

Reads one JSON request a line from standard input, answers on standard output. It runs no program itself, starts no
thread and talks to no Spark, so that each child begins clean. When its input ends, it and all below it end.
"""

import gc
import json
import os
import signal
import sys
import time

from reconnect_runtime.observe import files, opened, sandbox, watch

_RESERVE = 16 << 20  # of the disk, for what has to be written about a run that fills it


def _import_spark(mode):
    import numpy  # noqa: F401
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401
    import pyarrow.parquet  # noqa: F401
    import pyspark  # noqa: F401
    import pyspark.sql.functions  # noqa: F401
    import pyspark.sql.window  # noqa: F401
    from reconnect_runtime.observe import program, variants  # noqa: F401

    if mode == "classic" and not pyspark.__version__.startswith("3."):
        import pyspark.testing.utils  # noqa: F401  (a converter of py4j imports it with a program's first call)
    if mode == "connect":
        import pyspark.sql.connect.functions  # noqa: F401
        import pyspark.sql.connect.session  # noqa: F401
        import pyspark.sql.connect.window  # noqa: F401

        program.end_client_threads()


def main():
    mode = sys.argv[1]
    alone = sys.argv[2] == "alone"
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sandbox.adopt_orphans()
    _import_spark(mode)
    gc.freeze()  # else each program's collections would look at all this, and copy its pages
    _answer(answers, {"ready": True})
    for line in sys.stdin:
        request = json.loads(line)
        try:
            reply = _TASKS[request["op"]](request, alone)
        except Exception as error:
            reply = {"failed": "%s: %s" % (type(error).__name__, error)}
        _answer(answers, reply)


def _answer(stream, reply):
    stream.write(json.dumps(reply) + "\n")
    stream.flush()


def _run(request, alone):
    """One run of a program: what ended it, what it wrote, what it read; the rest is in the observation's file."""
    limits = request["limits"]
    before = {}
    for root in request["roots"]:
        before.update(files.snapshot(root))
    reads = opened.ReadWatch(request["watched"])
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        _become_program(request)
    ended, exceeded = _await(child, request, limits)
    seconds = time.monotonic() - started
    exceeded = exceeded or _disk_full(request)
    clean = _kill_leftovers(alone)
    after = _in_child(lambda: _written(request, before), 120, request["files"])
    return {
        "status": ended,
        "exceeded": exceeded,
        "seconds": round(seconds, 3),
        "opened": reads.read(),
        "files_read": after,
        "clean": clean,
    }


def _become_program(request):
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sandbox.die_with_parent()
        out = os.open(request["stdout"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        err = os.open(request["stderr"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.closerange(3, 256)
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        sys.stdout = open(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
        os.chdir(request["cwd"])
        os.environ.update(request["environment"])
        os.environ["PWD"] = request["cwd"]
        for name in request.get("unset", ()):
            os.environ.pop(name, None)
        time.tzset()
        _new_seeds()
        sandbox.limit(request["limits"])
        from reconnect_runtime.observe import program

        program.main(request["spec"], request["observation"])
        sys.stdout.flush()
        os._exit(0)
    except BaseException as error:
        try:
            import traceback

            traceback.print_exception(type(error), error, error.__traceback__)
            sys.stderr.flush()
        finally:
            os._exit(97)


def _new_seeds():
    """A fork would repeat its parent's random numbers, and two runs would agree by accident."""
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


def _await(child, request, limits):
    """Waits for the process. Returns its wait status, and which limit it ran into, if any."""
    deadline = time.monotonic() + limits["seconds"] * (watch.PATIENCE + 1)  # in case that nobody else looks
    turn = 0
    pause = 0.005
    while True:
        process, status = os.waitpid(child, os.WNOHANG)
        if process:
            return status, _signalled_limit(status)
        exceeded = _exceeded(request, limits, deadline, turn)
        if exceeded is not None:
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            return status, exceeded
        turn += 1
        time.sleep(pause)
        pause = min(pause * 1.2, 0.04)


def _signalled_limit(status):
    if os.WIFSIGNALED(status):
        return {
            signal.SIGXCPU: ("time", "of the processor"),
            signal.SIGXFSZ: ("file size", "a file became too large"),
        }.get(os.WTERMSIG(status))
    return None


def _exceeded(request, limits, deadline, turn):
    """The name of the limit that the run has reached, and what it did; None if there is none."""
    if time.monotonic() > deadline:
        return "time", "by the clock"
    if _output_size(request) > limits["output_bytes"]:
        return "output", "more than %d MiB" % (limits["output_bytes"] >> 20)
    if turn % 4 == 0:
        below = sandbox.descendants(os.getpid())
        if len(below) > limits["processes"]:
            return "processes", "more than %d" % limits["processes"]
        shared = sandbox.resident(os.getpid())  # what each child has from us counts for none
        if sum(max(0, memory - shared) for memory in below.values()) > limits["memory_bytes"]:
            return "memory", "more than %d MiB" % (limits["memory_bytes"] >> 20)
        full = _disk_full(request)
        if full is not None:
            return full
    if turn % 25 == 24 and _size_below(request["scratch"]) > limits["disk_bytes"]:
        return "disk", "more than %d MiB" % (limits["disk_bytes"] >> 20)
    return None


def _disk_full(request):
    disk = os.statvfs(request["scratch"])
    if disk.f_bavail * disk.f_frsize < min(_RESERVE, disk.f_blocks * disk.f_frsize // 16):
        return "disk", "no space left on the device"
    return None


def _output_size(request):
    total = 0
    for name in ("stdout", "stderr"):
        try:
            total += os.stat(request[name]).st_size
        except OSError:
            continue
    return total


def _size_below(folder):
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(parent, name)).st_blocks * 512
            except OSError:
                continue
    return total


def _kill_leftovers(alone):
    if alone:
        try:
            os.kill(-1, signal.SIGKILL)
        except OSError:
            pass
    return sandbox.kill_all_below(os.getpid())


def _in_child(action, seconds, result):
    """Runs trusted code over untrusted files in a process of its own; False if it did not end well."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            value = action()
            with open(result + ".new", "w", encoding="utf-8") as stream:
                json.dump(value, stream)
            os.replace(result + ".new", result)
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(code)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        process, status = os.waitpid(child, os.WNOHANG)
        if process:
            return status == 0
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _written(request, before):
    pairs = request["spec"]["replace"]

    def place(path):
        for old, new in pairs:
            path = path.replace(old, new)
        return path

    return files.written(request["roots"], before, place)


def _variants(request, _alone):
    from reconnect_runtime.observe import variants

    def made():
        return variants.make(request["folders"], request["opened"], request["literals"], request["seed"], request["into"])

    return {"done": _in_child(made, 60, request["result"])}


def _clean(request, _alone):
    """Puts Spark's shared state back after a run: tables, databases, global views, the cache, a context left over."""
    from reconnect_runtime.observe import janitor

    os.environ.update(request["environment"])
    return {"done": _in_child(lambda: janitor.clean(request["mode"]), 20, request["result"])}


_TASKS = {"run": _run, "variants": _variants, "clean": _clean}


if __name__ == "__main__":
    main()
