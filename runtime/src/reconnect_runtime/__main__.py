"""Runs a program on the runtime as `python` would run it: the same arguments, module path, tracebacks and exit code.

The program gets an interpreter of its own, with PYTHONHASHSEED=0 and the bootstrap that activates the runtime.
"""

import os
import subprocess
import sys

from reconnect_runtime import activation

_USAGE = """usage: python -m reconnect_runtime [--trace FILE] [--mode MODE] (app.py | -m module | -c code) [args]

Runs a classic PySpark program, unchanged, on the Spark Connect server that SPARK_REMOTE names.

  --trace FILE   append what the program did with Spark, as JSON lines
  --mode MODE    run (default) emulates what Spark Connect lacks, strict lets it fail, native runs the program on
                 classic Spark as it is and only writes the trace
"""


def main(arguments):
    options = {"--trace": None, "--mode": "run"}
    arguments = list(arguments)
    while arguments and arguments[0].startswith("--"):
        name, equals, value = arguments.pop(0).partition("=")
        if name == "--help":
            print(_USAGE, end="")
            return 0
        if name not in options or not (equals or arguments):
            return _refuse("unknown option or missing value: %s" % name)
        options[name] = value if equals else arguments.pop(0)
    if options["--mode"] not in activation.MODES:
        return _refuse("--mode is %s, not %s" % (activation.ANY_MODE, options["--mode"]))
    if not arguments:
        return _refuse("no program given")
    environment = dict(os.environ)
    if options["--mode"] == "native":
        for name in ("SPARK_REMOTE", "SPARK_CONNECT_MODE_ENABLED"):
            environment.pop(name, None)
    else:
        environment["PYTHONHASHSEED"] = "0"
        environment["SPARK_CONNECT_MODE_ENABLED"] = "1"
    environment["RECONNECT_MODE"] = options["--mode"]
    if options["--trace"] is not None:
        try:
            open(options["--trace"], "a").close()
        except OSError as raised:
            return _refuse("the trace cannot be written: %s" % raised)
        environment["RECONNECT_TRACE"] = os.path.abspath(options["--trace"])
    bootstrap = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bootstrap")
    paths = [bootstrap] + [path for path in environment.get("PYTHONPATH", "").split(os.pathsep) if path]
    environment["PYTHONPATH"] = os.pathsep.join(paths)
    command = [sys.executable, *subprocess._args_from_interpreter_flags(), *arguments]
    sys.stdout.flush()
    os.execve(sys.executable, command, environment)


def _refuse(message):
    print("reconnect_runtime: %s\n\n%s" % (message, _USAGE), end="", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
