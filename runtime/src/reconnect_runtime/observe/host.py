"""The process that the prover talks to: keeps JVMs and zygotes warm, gives each run its folder, answers in JSON.

Requests and answers are JSON objects, one a line, on standard input and output; the `id` of a request comes back.
There are two lanes, classic and connect, each with one run at a time. When the input ends, everything ends.
"""

import hashlib
import json
import os
import platform
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from reconnect_runtime.observe import constants, jvms, orders, plan, sandbox, watch

_START_SECONDS = 240
_TRACE = "trace"
_MOST_TRACE = 4 << 20

# The two classic runs differ in what must not change a result; Connect runs like the second. A further pair of them gets
# rows whose order is open in opposite orders.
_PARALLELISM = {
    "a": {
        "forced": {"spark.master": "local[1]", "spark.default.parallelism": "2"},
        "defaults": {
            "spark.sql.shuffle.partitions": "3",
            "spark.sql.adaptive.enabled": "false",
        },
    },
    "b": {
        "forced": {"spark.master": "local[4]"},
        "defaults": {
            "spark.sql.shuffle.partitions": "5",
            "spark.sql.files.maxPartitionBytes": "4096",
            "spark.sql.files.openCostInBytes": "1024",
        },
    },
}
# They also have one partition and many, which shows where sums of floats hang on how rows are divided.
_PARALLELISM["ascending"] = {
    "forced": {"spark.master": "local[1]", "spark.default.parallelism": "1"},
    "defaults": dict(_PARALLELISM["a"]["defaults"], **{"spark.sql.shuffle.partitions": "1"}),
    "rows": "ascending",
}
_PARALLELISM["descending"] = {
    "forced": {"spark.master": "local[4]", "spark.default.parallelism": "7"},
    "defaults": dict(_PARALLELISM["b"]["defaults"], **{"spark.sql.shuffle.partitions": "7"}),
    "rows": "descending",
}


class Lane:
    """A place to run programs in, one after the other, always at the same path."""

    def __init__(self, mode, root, settings):
        self.mode = mode
        self.folder = os.path.join(root, mode)
        self.run_folder = os.path.join(self.folder, "run")
        self.work = os.path.join(self.run_folder, "work")
        self.out = os.path.join(self.run_folder, "out")
        self.temporary = os.path.join(self.run_folder, "tmp")
        self.warehouse = os.path.join(self.run_folder, "warehouse")
        self.home = os.path.join(self.run_folder, "home")
        self.seen = os.path.join(self.folder, "seen")
        self.jvm_folder = os.path.join(self.folder, "jvm")
        self.logs = os.path.join(root, "logs")
        self.bwrap = settings["bwrap"]
        self.readable = [sys.prefix, sys.base_prefix, _source_root(), os.path.dirname(jvms.java()), *settings["server_jars"]]
        self.spark_home = _spark_home()
        self.source_root = _source_root()
        self.version = settings["spark"]
        self.heap_megabytes = settings["heap_megabytes"]
        self.worker_bytes = settings["worker_bytes"]
        self.server_jars = settings["server_jars"]
        self.environment = _environment(self)
        for folder in (self.work, self.out, self.temporary, self.warehouse, self.home, self.seen, self.jvm_folder, self.logs):
            os.makedirs(folder, exist_ok=True)
        self.jvm = self._jvm(settings)
        self._zygote = None
        self._last_replace = []
        self._mounted = _below_tmp([self.folder] + self.readable)

    def _jvm(self, settings):
        if self.mode == "classic":
            return jvms.Gateway(self, {})
        if settings["remote"]:
            return jvms.Remote(settings["remote"])
        choice = _PARALLELISM["b"]
        return jvms.Server(self, dict(choice["forced"], **choice["defaults"]))

    def warm(self):
        """Starts what is not running."""
        if not self.jvm.alive():
            self.jvm.start()
        if self._zygote is None or self._zygote.poll() is not None:
            self._start_zygote()

    def _start_zygote(self):
        alone = "alone" if self.bwrap else "shared"
        hidden = [os.path.join(self.spark_home, "jars")] if self.mode == "connect" else []
        command = [sys.executable, "-m", "reconnect_runtime.observe.zygote", self.mode, alone]
        environment = dict(self.environment, PYTHONPATH=_source_root())
        if self.mode == "connect":
            environment.update(self.jvm.client)
            environment["JAVA_HOME"] = os.path.join(self.folder, "no-java")
            environment.pop("SPARK_HOME", None)
        else:
            environment.update(self.jvm.client)
        path = os.path.join(self.logs, self.mode + "-programs.log")
        with open(path, "ab") as log:
            self._zygote = subprocess.Popen(
                sandbox.wrapped(self.bwrap, command, [self.folder], self.temporary, self.readable, hidden),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self.home,
                env=environment,
                preexec_fn=sandbox.die_with_parent,
            )
        if not self._read_answer(_START_SECONDS).get("ready"):
            raise jvms.JvmError("the %s interpreter did not start: %s" % (self.mode, jvms.tail(path)))

    def ask(self, request, seconds):
        """One task of the zygote; an answer with `failed` if it died or took too long."""
        try:
            self._zygote.stdin.write((json.dumps(request) + "\n").encode("utf-8"))
            self._zygote.stdin.flush()
        except OSError as error:
            return {"failed": "the interpreter is gone: %s" % error}
        return self._read_answer(seconds)

    def _read_answer(self, seconds):
        timer = threading.Timer(seconds, self._kill_zygote)
        timer.daemon = True
        timer.start()
        try:
            line = self._zygote.stdout.readline()
        finally:
            timer.cancel()
        if not line:
            self._kill_zygote()
            return {"failed": "the interpreter that programs are forked from has ended"}
        try:
            return json.loads(line)
        except ValueError:
            self._kill_zygote()
            return {"failed": "the interpreter that programs are forked from answered nonsense"}

    def _kill_program(self):
        for below in sandbox.descendants(sandbox.inside(self._zygote.pid)):
            _kill(below)

    def _kill_zygote(self):
        process = self._zygote
        if process is not None:
            for below in sandbox.descendants(process.pid):
                _kill(below)
            _kill(process.pid)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                pass

    def stop(self):
        self._kill_zygote()
        self.jvm.stop()

    def clear(self):
        """Empties the run's folders but keeps them: the JVM's working folder is one of them."""
        os.makedirs(self.out, exist_ok=True)
        for folder in (self.work, self.out, self.warehouse, self.home, self.seen):
            _empty(folder, ())
        _empty(self.temporary, self._mounted)

    def run(self, request):
        self.warm()
        self.clear()
        if request.get("makes_out"):
            os.rmdir(self.out)
        placed = self._place(request)
        started = time.monotonic()
        choice = _PARALLELISM[request["parallelism"]]
        task = self._task(request, placed, choice)
        limits = request["limits"]
        watching = watch.Watch(self._zygote.pid, self.jvm, limits, self._kill_program)
        watching.start()
        reply = self.ask(task, limits["seconds"] * watch.PATIENCE + 150)
        watching.stop()
        if watching.exceeded is not None:
            reply["exceeded"] = watching.exceeded
        observation = self._observation(reply, request)
        observation["seconds"] = reply.get("seconds", round(time.monotonic() - started, 3))
        observation["host_alive"] = self.jvm.alive()
        if not observation["host_alive"]:
            observation["host_end"] = self.jvm.end()
        if watching.orphaned and observation["outcome"]["kind"] == "signal":
            why = "the Spark JVM it used has ended: " + self.jvm.end()
            observation["outcome"] = {"kind": "lost", "why": why}
        if not reply.get("clean"):
            self._kill_zygote()
        self._tidy(observation)
        if observation["outcome"]["kind"] == "limit":
            self.clear()  # at once: the other lane's run needs the disk
        return observation

    def _place(self, request):
        """Copies the program, what it imports and its data into the run's folder."""
        program = os.path.join(self.work, request["name"])
        for folder in request["siblings"]:
            _copy_siblings(folder, self.work, request["program"])
        _copy_imports(request["program"], request["siblings"], self.work)
        shutil.copyfile(request["program"], program)
        places = []
        for data in request["data"]:
            first = None
            for place in data["places"]:
                target = os.path.normpath(os.path.join(self.work, place))
                if not target.startswith(self.work + os.sep) or os.path.lexists(target):
                    continue
                os.makedirs(os.path.dirname(target), exist_ok=True)
                if first is None:
                    _copy(data["path"], target)
                    first = target
                else:
                    os.symlink(first, target)
            places.append(first or self.work)
        return {"program": program, "data": places}

    def _task(self, request, placed, choice):
        fill = _filler(placed["data"], self.out)
        replace = [[path, "{data}" if n == 0 else "{data%d}" % (n + 1)] for n, path in enumerate(placed["data"])]
        replace += [[self.out, "{out}"], [self.warehouse, "{warehouse}"], [self.work, "{work}"]]
        replace += [[self.temporary, "/tmp"], [self.home, "{home}"]]
        self._last_replace = replace
        spec = {
            "mode": self.mode,
            "program": placed["program"],
            "args": [fill(argument) for argument in request["args"]],
            "calls": [fill(call) for call in request["calls"]],
            "style": request["style"],
            "functions": request["functions"],
            "replace": replace,
            "forced": choice["forced"],
            "defaults": dict(choice["defaults"]) if self.mode == "classic" else {},
            "rows": choice.get("rows"),
            "trace": os.path.join(self.seen, _TRACE) if request.get("trace") else None,
        }
        if self.mode == "classic":
            spec["forced"] = dict(choice["forced"], **{"spark.executorEnv.PYTHONPATH": self.work})
        environment = {"HOME": self.home, "TMPDIR": "/tmp" if self.bwrap else self.temporary}
        environment.update(self.jvm.client)
        return {
            "op": "run",
            "spec": spec,
            "roots": [self.work, self.out, self.warehouse, self.temporary, self.home],
            "scratch": self.folder,
            "watched": placed["data"],
            "limits": request["limits"],
            "cwd": self.work,
            "environment": environment,
            "stdout": os.path.join(self.seen, "stdout"),
            "stderr": os.path.join(self.seen, "stderr"),
            "observation": os.path.join(self.seen, "observation.json"),
            "files": os.path.join(self.seen, "files.json"),
        }

    def _observation(self, reply, request):
        observation = _json_file(os.path.join(self.seen, "observation.json")) or {}
        files = _json_file(os.path.join(self.seen, "files.json"))
        if "failed" in reply:
            observation = {"outcome": {"kind": "lost", "why": reply["failed"]}}
        elif reply["exceeded"]:
            name, detail = reply["exceeded"]
            observation = {"outcome": {"kind": "limit", "limit": name, "detail": detail}}
        elif "outcome" not in observation:
            observation = {"outcome": _outcome_of_status(reply["status"])}
        observation["outcome"] = _limit_in_disguise(observation["outcome"])
        for name in ("names",):
            observation.setdefault(name, {})
        for name in ("calls", "cells", "shown", "python_opened"):
            observation.setdefault(name, [])
        observation["stdout"] = self._text("stdout", request["limits"]["output_bytes"])
        observation["stderr"] = self._text("stderr", 1 << 20)[-4000:]
        observation["files"] = files or {}
        for name in observation.pop("written_open", ()):
            file = observation["files"].get(name)
            if file is not None and "v" in file:
                file["v"] = orders.turned(file["v"], request["parallelism"] == "descending")
        observation["files_read"] = files is not None
        if request.get("trace"):
            observation["trace"] = self._trace()
        observation["opened"] = _relative_reads(reply.get("opened"), request, self.work)
        observation["python_opened"] = _relative_reads(observation["python_opened"], request, self.work) or []
        return observation

    def _trace(self):
        """The lines of the run's trace; of a long one, those that fit."""
        try:
            with open(os.path.join(self.seen, _TRACE), encoding="ascii") as stream:
                return stream.read(_MOST_TRACE)
        except OSError:
            return ""

    def _text(self, name, most):
        try:
            with open(os.path.join(self.seen, name), "rb") as stream:
                text = stream.read(most).decode("utf-8", "backslashreplace")
        except OSError:
            return ""
        for old, new in self._last_replace:
            text = text.replace(old, new)
        return text

    def _tidy(self, observation):
        """Leaves the JVM as new, or ends it: what a killed program started may still run in it."""
        kind = observation["outcome"]["kind"]
        may_be_left = observation.pop("may_be_left", True)
        if isinstance(self.jvm, jvms.Remote):
            return
        if kind in ("limit", "lost", "signal") or not self.jvm.alive():
            self.jvm.stop()
            return
        if not may_be_left or (self.mode == "classic" and kind != "status"):
            return
        result = os.path.join(self.seen, "cleaned.json")
        environment = dict(self.jvm.client, HOME=self.home)
        reply = self.ask({"op": "clean", "mode": self.mode, "environment": environment, "result": result}, 40)
        if not reply.get("done"):
            self.jvm.stop()


def _filler(data, out):
    def fill(text):
        for number in range(len(data), 1, -1):
            text = text.replace("{data%d}" % number, data[number - 1])
        if data:
            text = text.replace("{data}", data[0])
        return text.replace("{out}", out)

    return fill


def _kill(process):
    try:
        os.kill(process, signal.SIGKILL)
    except OSError:
        pass


def _below_tmp(paths):
    """The names in /tmp that lead to the paths: mounts of a sandbox lie there, and go if their folders go."""
    return {os.path.relpath(path, "/tmp").split(os.sep)[0] for path in paths if path.startswith("/tmp/")}


def _empty(folder, kept):
    os.makedirs(folder, exist_ok=True)
    for entry in os.scandir(folder):
        if entry.name in kept:
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            os.unlink(entry.path)


_MAX_SIBLING = 1 << 20
_MAX_SIBLINGS = 200


def _copy_siblings(folder, into, program):
    """Small files beside the program (settings, queries): programs find them by their own path or by the current folder."""
    if not os.path.isdir(folder):
        return
    count = 0
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if count >= _MAX_SIBLINGS:
            return
        if entry.name.startswith(".") or entry.name.endswith((".py", ".ipynb")) or not entry.is_file():
            continue
        if entry.stat().st_size <= _MAX_SIBLING:
            shutil.copyfile(entry.path, os.path.join(into, entry.name))
            count += 1


def _copy_imports(program, folders, into):
    """The program's own modules and packages, found by name in the first folder that has them, with what they import.
    Gives the Python files that were copied, in order."""
    pending = plan.imports(program)
    done = set()
    copied = []
    while pending:
        name = pending.pop()
        if name in done:
            continue
        done.add(name)
        files = _copy_module(name, folders, into)
        for file in files:
            pending.update(plan.imports(file))
        copied += files
    return sorted(copied)


def _copy_module(name, folders, into):
    for folder in folders:
        module, package = os.path.join(folder, name + ".py"), os.path.join(folder, name)
        if os.path.isfile(module):
            shutil.copyfile(module, os.path.join(into, name + ".py"))
            return [module]
        if os.path.isdir(package) and _has_python(package):
            shutil.copytree(package, os.path.join(into, name), dirs_exist_ok=True, ignore=_IGNORED)
            return [os.path.join(parent, file) for parent, _, files in os.walk(package) for file in files if file.endswith(".py")]
    return []


def _surroundings(request, scratch):
    """What is copied beside the program, as its plan tells it: a `surroundings` digest of all that may make it behave
    otherwise, whether any of it speaks of the time (`clock`), and its `literals`."""
    digest = hashlib.sha256()
    tells_time = plan.tells_time(request["program"])
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        for sibling in request["siblings"]:
            _copy_siblings(sibling, folder, request["program"])
        imported = _copy_imports(request["program"], request["siblings"], folder)
        for parent, folders, names in sorted(os.walk(folder)):
            for name in sorted(names):
                path = os.path.join(parent, name)
                digest.update(os.path.relpath(path, folder).encode("utf-8", "surrogateescape") + b"\0")
                with open(path, "rb") as stream:
                    digest.update(hashlib.sha256(stream.read()).digest())
                tells_time = tells_time or plan.tells_time(path)
    return {"surroundings": digest.hexdigest(), "clock": tells_time, "literals": constants.of([request["program"], *imported])}


_IGNORED = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")


def _has_python(folder):
    return any(name.endswith(".py") for name in os.listdir(folder))


def _copy(source, target):
    if os.path.isdir(source):
        shutil.copytree(source, target, ignore=_IGNORED)
    else:
        shutil.copyfile(source, target)


def _relative_reads(paths, request, work):
    """Read files as [number of the data folder, path below it]; None if it is not known what was read."""
    if paths is None:
        return None
    found = []
    for path in paths:
        path = os.path.realpath(path)
        for number, data in enumerate(request["data"]):
            for place in data["places"]:
                root = os.path.join(work, place)
                if path == root:
                    found.append([number, ""])
                elif path.startswith(root + os.sep):
                    found.append([number, os.path.relpath(path, root)])
    return sorted({tuple(item) for item in found})


# Limits that the kernel keeps show themselves as exceptions.
_DISGUISES = (
    ("memory", "python:MemoryError", "", "it could get no more"),
    ("memory", "worker:MemoryError", "", "one of Spark's Python workers could get no more"),
    ("disk", "", "No space left on device", "no space left on device"),
    ("file size", "python:OSError", "[Errno 27]", "a file became too large"),
)


def _limit_in_disguise(outcome):
    if outcome["kind"] == "exception":
        for name, signature, message, detail in _DISGUISES:
            if signature in ("", outcome["signature"]) and message in outcome["message"]:
                return {"kind": "limit", "limit": name, "detail": detail}
    return outcome


def _outcome_of_status(status):
    if os.WIFSIGNALED(status):
        return {"kind": "signal", "signal": signal.Signals(os.WTERMSIG(status)).name}
    code = os.WEXITSTATUS(status)
    if code == 97:
        return {"kind": "lost", "why": "the observer failed"}
    return {"kind": "status", "code": code}


def _json_file(path):
    try:
        with open(path, encoding="utf-8") as stream:
            return json.load(stream)
    except (OSError, ValueError):
        return None


def _source_root():
    return os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def _spark_home():
    import importlib.util

    found = importlib.util.find_spec("pyspark")
    return os.path.dirname(found.origin) if found is not None else ""


_KEPT = ("PATH", "JAVA_HOME", "LD_LIBRARY_PATH", "LANG")


def _environment(lane):
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment.update(
        HOME=lane.home,
        TZ="UTC",
        LC_ALL="C.UTF-8",
        LANG="C.UTF-8",
        PYTHONHASHSEED="0",
        PYTHONDONTWRITEBYTECODE="1",
        PYTHONIOENCODING="utf-8",
        PYTHONUTF8="1",
        PYSPARK_PYTHON=sys.executable,
        PYSPARK_DRIVER_PYTHON=sys.executable,
        SPARK_HOME=lane.spark_home,
        SPARK_LOCAL_IP="127.0.0.1",
        PYTHONNOUSERSITE="1",
        OPENBLAS_NUM_THREADS="1",
        OMP_NUM_THREADS="1",
    )
    return environment


class Host:
    """Reads requests, hands those for a lane to the lane's thread, answers in any order."""

    def __init__(self, settings, answers):
        self._settings = settings
        self._answers = answers
        self._lock = threading.Lock()
        self._queues = {}
        self.lanes = {mode: Lane(mode, settings["folder"], settings) for mode in ("classic", "connect")}

    def serve(self, requests):
        for mode in self.lanes:
            self._queues[mode] = queue.Queue()
            threading.Thread(target=self._work, args=(mode,), daemon=True).start()
        for line in requests:
            request = json.loads(line)
            lane = request.get("lane")
            if lane is None:
                self._reply(request, lambda request=request: self._now(request))
            else:
                self._queues[lane].put(request)

    def _now(self, request):
        if request["op"] == "hello":
            return {name: self._settings[name] for name in ("spark", "python", "java", "isolation", "server")}
        if request["op"] == "plan":
            return dict(plan.plan(request["program"]), **_surroundings(request, self._settings["folder"]))
        raise ValueError("unknown request " + request["op"])

    def _work(self, mode):
        while True:
            request = self._queues[mode].get()
            self._reply(request, lambda: self._in_lane(self.lanes[mode], request))

    def _in_lane(self, lane, request):
        if request["op"] == "warm":
            lane.warm()
            return {}
        if request["op"] == "run":
            return lane.run(request)
        if request["op"] == "variants":
            lane.warm()
            return self._variants(lane, request)
        raise ValueError("unknown request " + request["op"])

    def _variants(self, lane, request):
        lane.clear()
        copies = []
        for number, folder in enumerate(request["folders"]):
            copy = os.path.join(lane.work, "given", str(number))
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            _copy(folder, copy)
            copies.append(copy)
        made = os.path.join(lane.work, "made")
        result = os.path.join(lane.seen, "variants.json")
        task = dict(request, op="variants", folders=copies, into=made, result=result)
        reply = lane.ask(task, 90)
        variants = _json_file(result) if reply.get("done") else None
        if variants is None:
            return {"variants": [], "why": reply.get("failed", "making variants failed; see the log")}
        into = os.path.join(self._settings["folder"], "variants", request["key"])
        shutil.rmtree(into, ignore_errors=True)
        if os.path.isdir(made):
            shutil.copytree(made, into)
        for variant in variants:
            variant["folders"] = [os.path.join(into, folder) for folder in variant["folders"]]
        return {"variants": variants}

    def _reply(self, request, action):
        try:
            reply = {"result": action()}
        except jvms.JvmError as error:
            reply = {"error": str(error)}
        except Exception as error:
            import traceback

            traceback.print_exc()
            reply = {"error": "%s: %s" % (type(error).__name__, error)}
        reply["id"] = request["id"]
        with self._lock:
            self._answers.write(json.dumps(reply) + "\n")
            self._answers.flush()

    def stop(self):
        for lane in self.lanes.values():
            lane.stop()


def _pyspark_version():
    import importlib.metadata

    for name in ("pyspark", "pyspark-connect", "pyspark-client"):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return None


def _settings(request):
    inside = request.get("inside", False)
    bwrap = sandbox.bubblewrap() if request["isolation"] != "off" else None
    server_jars = [request["server_jar"]] if request.get("server_jar") else []
    isolation = {
        "mechanism": "bubblewrap" if bwrap else "none",
        "network": "loopback only" if inside else "not restricted",
        "filesystem": "read-only but for the run's folder" if bwrap else "not restricted",
        "processes": "own namespace" if bwrap else "not restricted",
    }
    return {
        "folder": request["folder"],
        "remote": request.get("remote"),
        "heap_megabytes": request.get("heap_megabytes", 1024),
        "worker_bytes": request.get("worker_bytes", 1 << 30),
        "bwrap": bwrap,
        "spark": _pyspark_version(),
        "python": platform.python_version(),
        "java": jvms.java_version(),
        "isolation": isolation,
        "server": bool(request.get("remote") or server_jars) or jvms.brings_server(_spark_home()),
        "server_jars": server_jars,
    }


def _enclose(first):
    """Goes on inside a network of its own, if that is possible and no foreign server is to be reached."""
    request = json.loads(first)
    if request.get("remote") or request["isolation"] == "off" or request.get("inside"):
        return first
    bwrap = sandbox.bubblewrap()
    if bwrap is None:
        return first
    request["inside"] = True
    folder = request["folder"]
    os.makedirs(folder, exist_ok=True)
    command = [bwrap, "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--bind", folder, folder]
    command += ["--unshare-net", "--unshare-pid", "--unshare-ipc", "--"]
    command += [sys.executable, "-m", "reconnect_runtime.observe.host", json.dumps(request)]
    os.execv(bwrap, command)
    return first


def main():
    first = sys.argv[1]
    if not json.loads(first).get("inside"):
        os.setsid()
    first = _enclose(first)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sandbox.adopt_orphans()
    request = json.loads(first)
    host = Host(_settings(request), answers)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        host.serve(sys.stdin)
    finally:
        host.stop()
        sandbox.kill_all_below(os.getpid())
        os._exit(0)


if __name__ == "__main__":
    main()
