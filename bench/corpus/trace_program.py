"""Runs one Python program and records what each of its call sites reached inside PySpark.

    python trace_program.py TRACE.jsonl PROGRAM [ARGUMENT...]

The program runs as `__main__`. Each line of the trace is one call or property read whose caller is the program itself:
its position in the program (as in `ast`: 1-based line, 0-based UTF-8 column), the function of PySpark that was entered, the class of its receiver,
which of its arguments are objects that exist only with a SparkContext, and whether the call reached the JVM or the classic core
before it returned. The last line is how the program ended. Needs Python 3.11, whose code objects know the columns.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import threading
import traceback
from itertools import islice

CLASSIC_ONLY = {
    "SparkContext",
    "RDD",
    "PipelinedRDD",
    "Broadcast",
    "Accumulator",
    "StatusTracker",
    "SQLContext",
    "HiveContext",
    "StreamingContext",
    "DStream",
    "TransformedDStream",
}
CORE = ("pyspark.core.rdd", "pyspark.core.context", "pyspark.core.broadcast", "pyspark.core.status")


class Tracer:
    def __init__(self, program: str, out: str) -> None:
        self.program = os.path.abspath(program)
        self.out = open(out, "w", encoding="utf-8")
        self.seen: set[tuple] = set()
        self.reached: dict[int, dict] = {}
        self.lock = threading.Lock()
        self.local = threading.local()

    def write(self, row: dict) -> None:
        with self.lock:
            self.out.write(json.dumps(row) + "\n")
            self.out.flush()

    def __call__(self, frame, event, _argument) -> None:
        if event == "call":
            self.enter(frame)
        elif event == "return":
            self.leave(frame)

    def enter(self, frame) -> None:
        module = frame.f_globals.get("__name__", "")
        stack = self.local.__dict__.setdefault("stack", [])
        if stack and (module.startswith("py4j") or module in CORE):
            for _, row in stack:
                row["reaches"] = True
        caller = frame.f_back
        if caller is None or caller.f_code.co_filename != self.program or not module.startswith("pyspark"):
            return
        row = self.describe(frame, caller, module)
        if row is not None:
            stack.append((id(frame), row))

    def describe(self, frame, caller, module: str) -> dict | None:
        position = next(islice(caller.f_code.co_positions(), caller.f_lasti // 2, None), None)
        if position is None or position[0] is None:
            return None
        line, end_line, column, end_column = position
        code = frame.f_code
        variables = frame.f_locals
        names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        values = [variables[name] for name in names if name in variables]
        starred = [variables[name] for name in code.co_varnames[len(names) :] if name in ("args", "cols", "kwargs") and name in variables]
        for value in starred:
            values.extend(value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else [])
        receiver = variables.get("self", variables.get("cls"))
        return {
            "kind": "call",
            "line": line,
            "col": column,
            "end_line": end_line,
            "end_col": end_column,
            "module": module,
            "callee": code.co_qualname,
            "self": self.type_name(receiver),
            "classic_arguments": sorted({self.bare(v) for v in values if v is not receiver and self.bare(v) in CLASSIC_ONLY}),
            "reaches": module in CORE,
        }

    @staticmethod
    def bare(value) -> str:
        return type(value).__name__

    @staticmethod
    def type_name(value) -> str:
        if value is None:
            return ""
        kind = value if isinstance(value, type) else type(value)
        return f"{kind.__module__}.{kind.__qualname__}"

    def leave(self, frame) -> None:
        stack = self.local.__dict__.get("stack")
        if not stack or stack[-1][0] != id(frame):
            return
        row = stack.pop()[1]
        key = tuple(str(v) for v in row.values())
        if key not in self.seen:
            self.seen.add(key)
            self.write(row)

    def end(self, error: BaseException | None) -> None:
        row: dict = {"kind": "end", "error": "", "message": "", "frames": []}
        if error is not None:
            row["error"] = f"{type(error).__module__}.{type(error).__qualname__}"
            row["message"] = str(error)[:1500]
            for frame, line in traceback.walk_tb(error.__traceback__):
                if frame.f_code.co_filename == self.program:
                    row["frames"].append(line)
        self.write(row)


def main() -> int:
    out, program, *arguments = sys.argv[1:]
    tracer = Tracer(program, out)
    sys.argv = [program, *arguments]
    sys.path[0] = os.path.dirname(os.path.abspath(program))
    threading.setprofile(tracer)
    sys.setprofile(tracer)
    failure: BaseException | None = None
    try:
        runpy.run_path(os.path.abspath(program), run_name="__main__")
    except SystemExit as stop:
        failure = stop if stop.code not in (None, 0) else None
    except BaseException as error:  # the outcome of a foreign program is data here
        failure = error
        traceback.print_exc()
    finally:
        sys.setprofile(None)
        tracer.end(failure)
    return 0 if failure is None else 1


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
