"""The records of a trace and the file that they go to.

An operation is what one call site did with one method, however often: a record tells how often, and what was seen.
A record is written again, with the same number, when it has changed; the last one counts. Each write is whole lines, so
that a process that is killed leaves whole lines.
"""

import json
import os
import platform
import sys
import threading
import time
import uuid

from reconnect_runtime import __version__
from reconnect_runtime.tracing import shapes, sites, strategies

SCHEMA = 1
# Call sites after these many are counted, not listed.
MOST_OPERATIONS = 20_000
_MOST_PARENTS = 16
_MOST_SCHEMAS = 4
_MOST_CODES = 50_000
_WRITE_SECONDS = 0.5
# Tasks that have told the types of an operation's elements after which no more are asked.
_ENOUGH_TASKS = 256


class Record:
    """What is known of one call site, and how much of it is in the file."""

    def __init__(self, number, site):
        self.number = number
        self.site = site
        self.count = 0
        self.written = 0
        self.changed = True


class Operation(Record):
    """What one call site did with one method."""

    kind = "operation"

    def __init__(self, number, api, site, mode):
        super().__init__(number, site)
        self.api = api
        self.failures = {}
        self.seconds = 0.0
        self.parents = []
        self.returns = set()
        self.shape = {}
        self.tasks = 0
        self.schemas = []
        self.rows = self.bytes = None
        self.strategy, self.fidelity = ("Spark", "exact") if mode == "native" else strategies.of(api)

    @property
    def settled(self):
        return self.tasks >= _ENOUGH_TASKS

    def add_parent(self, number):
        if number is not None and number not in self.parents and len(self.parents) < _MOST_PARENTS:
            self.parents.append(number)
            self.changed = True

    def add_schema(self, schema):
        if schema is not None and schema not in self.schemas and len(self.schemas) < _MOST_SCHEMAS:
            self.schemas.append(schema)
            self.changed = True

    def received(self, rows, size):
        if rows is not None:
            self.rows = (self.rows or 0) + rows
        if size is not None:
            self.bytes = (self.bytes or 0) + size

    def to_json(self):
        found = dict(id=self.number, api=self.api, site=self.site.to_json(), count=self.count)
        found.update(seconds=round(self.seconds, 6), parents=self.parents, returns=sorted(self.returns))
        found.update(strategy=self.strategy, fidelity=self.fidelity)
        if self.shape:
            found["elements"] = shapes.to_json(self.shape)
        if self.schemas:
            found["schemas"] = self.schemas
        if self.rows is not None:
            found["rows"] = self.rows
        if self.bytes is not None:
            found["bytes"] = self.bytes
        if self.failures:
            found["failures"] = self.failures
        return found


class JvmUse(Record):
    """What one call site asked of the JVM."""

    kind = "jvm"

    def __init__(self, number, path, substitute, site):
        super().__init__(number, site)
        self.path = path
        self.substitute = substitute

    def to_json(self):
        return dict(
            id=self.number, path=self.path, substitute=self.substitute, site=self.site.to_json(), count=self.count
        )


class Recorder:
    """The trace of one process; safe for threads, silent in children that were forked."""

    def __init__(self, path, mode):
        self.mode = mode
        self.sites = sites.Sites()
        self._path = path
        self._pid = os.getpid()
        self._run = uuid.uuid4().hex[:12]
        self._lock = threading.RLock()
        self._files = set()
        self._records = {}
        self._numbered = []
        self._at = {}
        self._codes = []
        self._left_out = 0
        self._troubles = 0
        self._started = time.perf_counter()
        self._wrote = 0.0
        self._spark = None
        self._stream = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self._write([self._run_record()])

    # Records

    def operation(self, api, frame):
        """The operation of a method at the place where a frame is; None where there are too many."""
        return self._record(api, frame, lambda number, site: Operation(number, api, site, self.mode))

    def jvm(self, path, substitute, frame):
        use = self._record(("jvm", path), frame, lambda number, site: JvmUse(number, path, substitute, site))
        if use is not None:
            use.count += 1

    def _record(self, name, frame, make):
        code = frame.f_code
        key = id(code), frame.f_lasti, name
        found = self._at.get(key)
        if found is not None:
            return found
        with self._lock:
            if os.getpid() != self._pid:
                return None
            site = self.sites.at(frame)
            found = self._records.get((*site.key, name))
            if found is None:
                if len(self._records) >= MOST_OPERATIONS:
                    self._left_out += 1
                    return None
                found = make(len(self._records) + 1, site)
                self._records[(*site.key, name)] = found
                self._numbered.append(found)
                self._flush([found])
            if len(self._codes) < _MOST_CODES:
                # The code is kept, as another could get its id.
                self._codes.append(code)
                self._at[key] = found
            return found

    def shapes(self, told):
        """Adds the shapes that a task has told: operation -> shape."""
        with self._lock:
            self._troubles += told.pop(shapes.TROUBLES, 0)
            for number, shape in told.items():
                operation = self._numbered[number - 1]
                operation.tasks += 1
                if shapes.merge(operation.shape, shape):
                    operation.changed = True

    # Writing

    def flush(self, all=False):
        """Writes what has changed much since it was last written; with `all`, every change."""
        now = time.perf_counter()
        if not all and now - self._wrote < _WRITE_SECONDS:
            return
        with self._lock:
            if os.getpid() != self._pid:
                return
            self._wrote = now
            records = self._records.values()
            self._flush([r for r in records if r.changed or r.count > (r.written if all else 2 * r.written)])

    def finish(self, unexecuted):
        with self._lock:
            if os.getpid() != self._pid or self._stream is None:
                return
            self.flush(all=True)
            records = []
            for site, name in unexecuted:
                records.extend(self._begin(site.file))
                records.append(dict(kind="unexecuted", site=site.to_json(), name=name))
            seconds = round(time.perf_counter() - self._started, 6)
            records.append(dict(kind="end", seconds=seconds, **self._counts(), **self._spark_versions()))
            self._write(records)
            os.close(self._stream)
            self._stream = None

    def executed(self):
        """The places of all records: file number -> spans."""
        found = {}
        for file, span, _ in self._records:
            found.setdefault(file, set()).add(span)
        return found

    def _flush(self, records):
        lines = []
        for record in records:
            record.written = record.count
            record.changed = False
            lines.extend(self._begin(record.site.file))
            lines.append(dict(record.to_json(), kind=record.kind))
        self._write(lines)

    def _begin(self, file):
        """The record of a file, before the first that names it."""
        if file.number in self._files:
            return []
        self._files.add(file.number)
        return [dict(kind="file", id=file.number, path=file.path, sha256=file.sha256, content=file.content)]

    def _write(self, records):
        if records and self._stream is not None:
            lines = [json.dumps(dict(record, run=self._run), sort_keys=True) + "\n" for record in records]
            data = "".join(lines).encode("ascii")
            while data:
                data = data[os.write(self._stream, data) :]

    def _run_record(self):
        import pyspark

        return dict(
            kind="run",
            schema=SCHEMA,
            mode=self.mode,
            runtime=__version__,
            python=platform.python_version(),
            implementation=platform.python_implementation(),
            pyspark=pyspark.__version__,
            program=_program(),
            arguments=[_without_value(argument) for argument in sys.argv[1:]],
        )

    def failed(self):
        """Notes that the tracer itself has failed: the program goes on, and something is missing in the trace."""
        with self._lock:
            self._troubles += 1

    def _counts(self):
        return {"left_out": self._left_out, "troubles": self._troubles}

    def met(self, version):
        """Notes the release of Spark that the program talks to."""
        self._spark = self._spark or version

    def _spark_versions(self):
        return {} if self._spark is None else {"spark": self._spark}


def _program():
    main = sys.modules.get("__main__")
    path = getattr(main, "__file__", None) or sys.argv[:1] and sys.argv[0] or None
    return os.path.abspath(path) if path and os.path.exists(path) else path or None


def _without_value(argument):
    """An argument of the program, without what may be data: the name of an option, and the kind of the rest."""
    if argument.startswith("-") and len(argument) > 1 and not argument[1:2].isdigit():
        name, equals, value = argument.partition("=")
        return name + (equals and "=" + _without_value(value) if equals else "")
    for kind in (int, float):
        try:
            kind(argument)
            return "<%s>" % kind.__name__
        except ValueError:
            pass
    return "<path>" if os.sep in argument else "<str>"
