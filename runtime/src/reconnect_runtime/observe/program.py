"""Runs one program in the process at hand, which is thrown away afterwards, and writes what was to be seen.

The process was forked from a `zygote`: PySpark is imported, nothing was started. The program is the module
`__main__`, as for `python program.py`.
"""

import ast
import builtins
import inspect
import json
import linecache
import os
import sys
import threading
import traceback
import types

import reconnect_runtime
from reconnect_runtime import tracing
from reconnect_runtime.observe import clock, failures, orders, plan
from reconnect_runtime.observe.footprint import Footprint
from reconnect_runtime.observe.values import Encoder

# Characters of a traceback that are kept: of a long one the end, which says what was raised.
_LONGEST_TRACEBACK = 20_000


def run(spec):
    """Runs the program of a run's specification and returns the observation."""
    return _Run(spec).observe()


class _Run:
    def __init__(self, spec):
        self._spec = spec
        self._classic = spec["mode"] == "classic"
        self._encoder = Encoder(_replacer(spec["replace"]))
        self._module = types.ModuleType("__main__")
        self._module.__dict__["__builtins__"] = builtins
        self._cells = []
        self._shown = []
        self._calls = []
        self._python_opened = set()
        self._observing = False
        self._footprint = Footprint()
        self._used_spark = False
        self._names_in_file_order = set()
        self._orders = orders.Orders(spec["rows"] == "descending") if spec.get("rows") else None

    def observe(self):
        self._prepare()
        outcome = self._guarded(self._execute)
        if outcome["kind"] == "end":
            self._call_all()
        self._join_threads()
        ended = outcome["kind"] in ("end", "exit")
        self._observing = True
        names = self._names() if ended else {}
        self._at_exit()
        return {
            "outcome": outcome,
            "names": names,
            "names_in_file_order": sorted(self._names_in_file_order.intersection(names)),
            "calls": self._calls,
            "cells": self._cells,
            "shown": self._shown,
            "python_opened": sorted(self._python_opened),
            "may_be_left": self._footprint.may_be_left,
            "used_spark": self._used_spark or not self._classic or self._footprint.may_be_left,
            "written_open": [self._encoder._replace(path) for path in self._orders.written()] if self._orders else [],
        }

    def _prepare(self):
        sys.modules["__main__"] = self._module
        sys.argv = [self._spec["program"]] + self._spec["args"]
        sys.path[:0] = [os.path.dirname(self._spec["program"])]
        sys.addaudithook(self._audit)
        _patch_stops(self._before_stop)
        if self._classic:
            _patch_context(self._spec["forced"], self._spec["defaults"], self._note_spark)
            _patch_update_server()
            if self._orders is not None:
                self._orders.install()
            if self._spec["rows"] == "descending":
                clock.install()
            if self._spec.get("trace"):
                tracing.start(self._spec["trace"], "native")
        else:
            self._footprint.install()
            _forbid_gateway()
            _leave_sessions_to_us()
            _patch_builder(self._spec["defaults"])

    def _note_spark(self):
        self._used_spark = True

    def _audit(self, event, arguments):
        self._footprint.audit(event)
        if event == "open" and isinstance(arguments[0], str) and not self._observing:
            self._python_opened.add(os.path.abspath(arguments[0]))

    def _guarded(self, action):
        """How the action ends: "end", "exit" with a code, or "exception" with a description."""
        try:
            action()
            return {"kind": "end", "code": 0}
        except SystemExit as leaving:
            return {"kind": "exit", "code": _exit_code(leaving)}
        except BaseException as error:
            printed = self._traceback(error)
            print(printed, end="", file=sys.stderr)
            description = failures.describe(error)
            description["message"] = self._encoder._replace(description["message"])
            return dict(description, kind="exception", line=self._line_of(error), traceback=self._encoder._replace(printed[-_LONGEST_TRACEBACK:]))

    def _traceback(self, error):
        """What Python would print, without the frames of this module."""
        try:
            frames = error.__traceback__
            while frames is not None and frames.tb_frame.f_code.co_filename == __file__:
                frames = frames.tb_next
            return "".join(traceback.format_exception(type(error), error, frames))
        except Exception:
            return type(error).__name__ + "\n"

    def _line_of(self, error):
        line = None
        for frame, number in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_filename == self._spec["program"]:
                line = number
        return line

    def _execute(self):
        if self._spec["style"] == "notebook":
            self._execute_cells()
            return
        path = self._spec["program"]
        with open(path, "rb") as stream:
            source = stream.read()
        code = compile(source, path, "exec", dont_inherit=True)
        self._module.__dict__.update(__file__=path, __cached__=None)
        if b"Databricks notebook source" in source[:200]:
            self._predefine(source)
        exec(code, self._module.__dict__)

    def _predefine(self, source):
        self._module.__dict__["display"] = self._display
        if plan.wants_predefined_session(source):
            session = _session()
            self._module.__dict__["spark"] = session
            if self._classic:
                self._module.__dict__["sc"] = session.sparkContext

    def _display(self, *values):
        self._shown.extend(self._encoder.encode(value) for value in values)

    def _execute_cells(self):
        sources = plan.cells(self._spec["program"])
        self._predefine("\n".join(sources))
        for number, source in enumerate(sources):
            value = self._execute_cell(source, "<cell %d>" % (number + 1))
            self._cells.append(self._encoder.encode(value))

    def _execute_cell(self, source, name):
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        tree = ast.parse(source, name)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec", dont_inherit=True), self._module.__dict__)
        if last is None:
            return None
        value = eval(compile(ast.Expression(last.value), name, "eval", dont_inherit=True), self._module.__dict__)
        return None if source.rstrip().endswith(";") else value

    def _call_all(self):
        for name in self._spec["functions"]:
            self._record_call(name, lambda name=name: self._call_function(name))
        for text in self._spec["calls"]:
            self._record_call(text, lambda text=text: self._call_text(text))

    def _record_call(self, label, action):
        values = []
        outcome = self._guarded(lambda: values.append(self._encoder.encode(action())))
        self._calls.append({"call": self._encoder._replace(label), "outcome": outcome, "value": values[0] if values else None})

    def _call_function(self, name):
        function = getattr(self._module, name)
        arguments = []
        for parameter in inspect.signature(function).parameters.values():
            if parameter.default is inspect.Parameter.empty and parameter.kind is not parameter.VAR_KEYWORD:
                if parameter.kind is not parameter.VAR_POSITIONAL:
                    arguments.append(self._argument(parameter))
        return function(*arguments)

    def _argument(self, parameter):
        annotation = parameter.annotation
        text = "" if annotation is parameter.empty else getattr(annotation, "__name__", str(annotation))
        session = _session()
        if plan.session_parameter(parameter.name, text) == "context":
            return session.sparkContext
        return session

    def _call_text(self, text):
        names = dict(self._module.__dict__)
        used = {node.id for node in ast.walk(ast.parse(text, mode="eval")) if isinstance(node, ast.Name)}
        if "spark" in used and "spark" not in names:
            names["spark"] = _session()
        if "sc" in used and "sc" not in names and self._classic:
            names["sc"] = _session().sparkContext
        return eval(compile(text, "<call>", "eval", dont_inherit=True), names)

    def _join_threads(self):
        """Waits as the interpreter would, but not for pools: PySpark's own is needed until the end."""
        pooled = sys.modules.get("concurrent.futures.thread")
        workers = set(pooled._threads_queues) if pooled is not None else set()
        for thread in threading.enumerate():
            if thread is not threading.main_thread() and not thread.daemon and thread not in workers:
                thread.join()

    def _names(self):
        """Values before frames: computing a frame again may change an accumulator."""
        self._encoder.sealed = not _session_lives()
        found = {
            name: value
            for name, value in self._module.__dict__.items()
            if not name.startswith("__") and name not in ("display",)
        }
        if self._classic and not self._encoder.sealed:
            self._names_in_file_order.update(name for name, value in found.items() if orders.is_in_file_order(value))
        return {name: self._encoder.encode(value) for name, value in found.items() if not isinstance(value, types.ModuleType)}

    def _before_stop(self):
        """The program is about to end a session: its frames are computed now or never."""
        if self._observing:
            return
        self._observing = True
        try:
            self._names()
        finally:
            self._observing = False

    def _at_exit(self):
        import atexit

        atexit._run_exitfuncs()
        _flush()
        self._stop_spark()

    def _stop_spark(self):
        try:
            if self._classic:
                from pyspark import SparkContext

                context = SparkContext._active_spark_context
                if context is not None:
                    context.stop()
            else:
                from pyspark.sql import SparkSession

                session = SparkSession.getActiveSession()
                if session is not None:
                    session.stop()
        except Exception as error:
            print("stopping Spark:", error, file=sys.stderr)


def _flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            continue


def _replacer(pairs):
    def replace(text):
        for old, new in pairs:
            if old in text:
                text = text.replace(old, new)
        return text

    return replace


def _exit_code(leaving):
    if leaving.code is None:
        return 0
    if isinstance(leaving.code, int):
        return leaving.code & 0xFF
    print(leaving.code, file=sys.stderr)
    return 1


def _session():
    from pyspark.sql import SparkSession

    return SparkSession.builder.getOrCreate()


def _session_lives():
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    try:
        return SparkContext._active_spark_context is not None or SparkSession.getActiveSession() is not None
    except Exception:
        return False


def _patch_stops(before):
    reconnect_runtime.before_stop.append(before)
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    classes = [SparkSession, SparkContext]
    connect = sys.modules.get("pyspark.sql.connect.session")
    if connect is not None:
        classes.append(connect.SparkSession)
    for owner in classes:
        _patch_stop(owner, before)


def _patch_stop(owner, before):
    stop = owner.__dict__.get("stop")
    if stop is None:
        return

    def stop_after_looking(self, *arguments, **named):
        before()
        return stop(self, *arguments, **named)

    stop_after_looking.__name__ = "stop"
    stop_after_looking.__doc__ = stop.__doc__
    owner.stop = stop_after_looking


def _patch_context(forced, defaults, started):
    """Every context gets the run's parallelism; what else we prefer gives way to what the program says. Calls
    `started` for each."""
    from pyspark import SparkContext

    initialize = SparkContext._initialize_context

    def initialize_as_told(self, configuration):
        started()
        for key, value in forced.items():
            configuration.set(key, value)
        for key, value in defaults.items():
            configuration.setIfMissing(key, value)
        return initialize(self, configuration)

    SparkContext._initialize_context = initialize_as_told


def _patch_update_server():
    """A context that stops does not wait for its accumulators' server, which looks for that once a second."""
    from pyspark import accumulators

    start_server = accumulators._start_update_server

    def start_server_that_ends_alone(*arguments, **named):
        server = start_server(*arguments, **named)
        shut_down = server.shutdown
        server.shutdown = lambda: threading.Thread(target=shut_down, daemon=True).start()
        return server

    accumulators._start_update_server = start_server_that_ends_alone


def _patch_builder(defaults):
    """Session settings in which the two classic runs and the Connect run differ on purpose."""
    connect = sys.modules.get("pyspark.sql.connect.session")
    if connect is None or not defaults:
        return
    create = connect.SparkSession.__dict__.get("__init__")

    def create_with_defaults(self, *arguments, **named):
        create(self, *arguments, **named)
        for key, value in defaults.items():
            self.conf.set(key, value)

    connect.SparkSession.__init__ = create_with_defaults


def _leave_sessions_to_us():
    """Clients clean up by themselves at exit, which may wait for ever; we end their sessions instead."""
    client = sys.modules.get("pyspark.sql.connect.client.core")
    if client is not None and hasattr(client, "atexit"):
        client.atexit = types.SimpleNamespace(register=lambda *_, **__: None, unregister=lambda *_: None)


def end_client_threads():
    """The client of 3.5 starts a pool of threads when it is imported, which a fork would not have; it makes a new one if need be."""
    reattach = sys.modules.get("pyspark.sql.connect.client.reattach")
    owner = getattr(reattach, "ExecutePlanResponseReattachableIterator", None)
    pool = getattr(owner, "__dict__", {}).get("_release_thread_pool")
    if hasattr(pool, "terminate"):
        pool.terminate()
        pool.join()
        owner._release_thread_pool = None


def _forbid_gateway():
    """No classic Spark behind a Connect client: a gateway ends as it does on a machine without Java."""
    from pyspark import java_gateway

    def launch_gateway(*arguments, **named):
        from pyspark.errors import PySparkRuntimeError

        raise PySparkRuntimeError("[JAVA_GATEWAY_EXITED] Java gateway process exited before sending its port number.")

    java_gateway.launch_gateway = launch_gateway
    for name in ("pyspark.core.context", "pyspark.context"):
        module = sys.modules.get(name)
        if module is not None:
            module.launch_gateway = launch_gateway


def main(spec, result):
    """The whole life of a run's process. The observation goes to a file that replaces nothing half-written."""
    observation = run(spec)
    text = json.dumps(observation)
    with open(result + ".new", "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(result + ".new", result)
