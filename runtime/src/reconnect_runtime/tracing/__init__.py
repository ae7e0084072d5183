"""What a program does with Spark, as JSON lines: call sites, lineage, element types, schemas, time. See docs/trace.md.

The tracer wraps the public methods of PySpark's classes in place, those of classic Spark or those of the runtime, and
takes them off again. It changes no result, asks the server nothing, starts no job and writes no value of the data.
Nothing here is imported before a trace is asked for, except this module.
"""

import os

_tracer = None


def start(path, mode):
    """Begins to trace this process into the file `path`; `mode` is run, strict or native."""
    global _tracer
    if _tracer is None:
        from reconnect_runtime.tracing import instruments, recorder

        _tracer = instruments.Tracer(recorder.Recorder(os.path.abspath(path), mode))
        _tracer.install()


def stop():
    """Writes what is left and gives PySpark's classes back as they were."""
    global _tracer
    tracer, _tracer = _tracer, None
    if tracer is not None:
        tracer.uninstall()


def jvm(path, substitute):
    """Notes that the program asked for `path` of the JVM and got the stand-in of that name, or an error for None."""
    if _tracer is not None:
        _tracer.jvm(path, substitute)
