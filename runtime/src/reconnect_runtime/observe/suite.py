"""Runs generated tests over programs, or records what they are to expect: a program that the host runs like any other.

Its argument says what to do, as JSON; the answer is the last line that it prints. The tests lie in `suite`, the programs below `programs`.
"""

import builtins
import contextlib
import csv
import importlib.util
import io
import json
import os
import sys
import tokenize
from pathlib import Path

from reconnect_runtime.observe import branches, files, literals, plan, tables

_FORMATS = {".csv": "csv", ".json": "json", ".parquet": "parquet"}
_MOST_LINES = 60
_MOST_MESSAGE = 300


def main():
    request = json.loads(sys.argv[1])
    with contextlib.redirect_stdout(io.StringIO()):
        answer = {"record": record, "test": test}[request["do"]](request)
    print("\n" + json.dumps(answer))


def record(request):
    """What a run of the program shows, or its functions return, and its branches; `raised` where it fails."""
    conftest = _conftest()
    program = _program(request["programs"][0])
    found = plan.plan(str(program))
    calls = ["%s(spark)" % name for name in found["functions"]] + request["calls"]
    answer = {"seen": []}
    if "SPARK_REMOTE" in os.environ:
        os.environ["SPARK_CONNECT_MODE_ENABLED"] = "1"  # as the tests have it
    with branches.Branches(program.parent) as watched:
        try:
            if found["style"] != "functions":
                answer["seen"] += _run(conftest, program, request)
            if calls:
                answer["seen"] += _calls(conftest, program, calls, request["place"])
        except Exception as error:
            answer["raised"] = _raised(error)
    return dict(answer, branches=watched.found())


def _conftest():
    place = os.path.join("suite", "conftest.py")
    spec = importlib.util.spec_from_file_location("conftest", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _program(place):
    return Path("programs", place).absolute()


def _run(conftest, program, request):
    frames = []
    execute = conftest.execute

    def execute_and_look(file):
        names = execute(file)
        if _session_lives():
            passing = set(plan.plan(str(file))["passing"])
            frames.extend(name for name, value in names.items() if name not in passing and _is_frame(value))
        return names

    conftest.execute = execute_and_look
    run = conftest.Run(Path.cwd(), request["case"], program, request["arguments"], frames)
    seen = [_seen("printed", "", lambda: run.printed)] if run.printed else []
    seen += [_seen("shown", str(at), lambda at=at: run.shown[at]) for at in range(len(getattr(run, "shown", ())))]
    seen += [_written(run, Path(path)) for path in files.outputs(str(run._out), {})]
    seen += [_seen("frame", name, lambda name=name: run.frames[name]) for name in frames]
    return seen


def _session_lives():
    from pyspark import SparkContext

    return SparkContext._active_spark_context is not None


def _is_frame(value):
    kind = type(value)
    return kind.__name__ == "DataFrame" and kind.__module__.startswith("pyspark.sql")


def _written(run, path):
    name = str(path.relative_to(run._out))
    parts = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.name[0] not in "._" and file.is_file())
    kind = _FORMATS.get(parts[0].suffix if parts else "", "text")
    if kind == "csv" and not tables.has_header(list(csv.reader(io.StringIO(parts[0].read_text("utf-8"))))):
        return _seen("csv without header", name, lambda: run.csv(name, header=False))
    return _seen(kind, name, lambda: getattr(run, kind)(name))


def _calls(conftest, program, calls, place):
    """Calls of the program's functions, each as the tests make it."""
    seen = []
    work = Path.cwd()
    with conftest.loaded(work, program) as loaded:
        names = {"spark": conftest.pyspark.sql.SparkSession.builder.getOrCreate(), "program": loaded, "work": work}
        for call in calls:
            text = _as_in_tests(call, vars(loaded), place)
            seen.append(_seen_call(text, lambda text=text: eval(text, names)))
    return seen


def _as_in_tests(call, defined, place):
    """The call with the program's names as a module's, and places in the folder that programs run in."""
    text, end = "", 0
    before = None
    for token in tokenize.generate_tokens(io.StringIO(call).readline):
        start = token.start[1]
        text += call[end:start]
        word = token.string
        if token.type == tokenize.NAME and before != "." and word in defined and word not in dir(builtins):
            word = "program." + word
        elif token.type == tokenize.STRING and "{data}" in word:
            word = "f" + word.replace("{data}", "{work}/" + place)
        text += word
        end = token.end[1] if token.string else end
        before = token.string
    return text


def _seen_call(text, call):
    try:
        value = call()
    except Exception as error:
        return {"kind": "call", "name": text, "why": "it fails: " + _message(error), "raised": _raised(error)}
    if _is_frame(value):
        return _seen("call", text + ".collect()", value.collect)
    return _seen("call", text, lambda: value)


def _raised(error):
    """The exception by the shortest import that has it."""
    kind = type(error)
    module = kind.__module__
    errors = sys.modules.get("pyspark.errors")
    if module.startswith("pyspark.") and hasattr(errors, kind.__name__):
        module = "pyspark.errors"
    return {"module": module, "class": kind.__qualname__, "message": str(error).strip().split("\n")[0][:_MOST_MESSAGE]}


def _seen(kind, name, look):
    """An observable: how a test writes its value in order, and without regard to the order."""
    seen = {"kind": kind, "name": name}
    try:
        value = look()
        seen["ordered"] = literals.source(value, before=30 + len(name))
        if isinstance(value, list):
            seen["unordered"] = literals.source(literals.unordered(value), before=30 + len(name))
        if max(seen["ordered"].count("\n"), len(seen["ordered"]) // literals.WIDTH) > _MOST_LINES:
            seen["why"] = "it is longer than %d lines" % _MOST_LINES
    except literals.NoLiteral as error:
        seen["why"] = str(error)
    except Exception as error:
        seen["why"] = "it cannot be read: " + _message(error)
    return seen


def test(request):
    """For each program, what became of each test."""
    return {"programs": [_tested(place) for place in request["programs"]]}


def _tested(place):
    import pytest

    outcomes = _Outcomes()
    program = _program(place)
    where = os.environ.get("SPARK_REMOTE") or "classic"
    options = ["-p", "no:terminal", "-p", "no:cacheprovider", "--capture=sys", "--rootdir", "suite", "-c", os.devnull]
    options += ["--spark", where, "--work", os.getcwd(), "--program", str(program)]
    pytest.main(["suite", *options], plugins=[outcomes])
    return {"tests": outcomes.of}


class _Outcomes:
    """Of each test: nothing if it passed, else why not."""

    def __init__(self):
        self.of = {}

    def pytest_runtest_logreport(self, report):
        name = report.nodeid.split("::", 1)[-1]
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            self.of[name] = (crash.message.strip().splitlines()[0] if crash else str(report.longrepr))[:_MOST_MESSAGE] or "failed"
        elif report.skipped:
            self.of[name] = "skipped"
        elif report.when == "call":
            self.of.setdefault(name, "")

    def pytest_collectreport(self, report):
        if report.failed:
            self.of[report.nodeid] = str(report.longrepr)[-_MOST_MESSAGE:]


def _message(error):
    return ("%s: %s" % (type(error).__name__, error)).splitlines()[0][:_MOST_MESSAGE]


if __name__ == "__main__":
    main()
