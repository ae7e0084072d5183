"""Runs {program} for its tests: the migrated program on Spark Connect, or the original on classic Spark.

    pytest {folder}                                 on a Connect server that is started for the tests
    pytest {folder} --spark sc://localhost:15002    on a server that is running
    pytest {folder} --spark classic                 the original
"""

import contextlib
#: runs
import io
#: end
#: notebook
import ast
#: end
#: csv
import csv
#: end
#: json
import json
#: end
import os
#: notebook
import re
#: end
#: runpy
import runpy
#: end
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
#: calls
from types import SimpleNamespace
#: end

import pytest
import pyspark
#: runtime
import reconnect_runtime
#: end

HERE = Path(__file__).resolve().parent
#: data
CASES = HERE / "cases"  # what the program finds in the folder that it runs in
LAID_OUT = set()  # what lies there now
#: end
ORIGINAL = HERE / "{original}"
MIGRATED = HERE / "{migrated}"
QUICK = ["--conf", "spark.sql.shuffle.partitions=4", "--driver-java-options", "-XX:TieredStopAtLevel=1"]  # for small data


def pytest_addoption(parser):
    parser.addoption("--spark", default="connect", metavar="WHERE", help="connect, the address of a server, or classic")
    parser.addoption("--program", type=Path, metavar="FILE", help="the program to test instead")
    parser.addoption("--work", metavar="DIR", help="the folder to run in; a server finds relative paths in its own")


@pytest.fixture(scope="session")
def on_classic(request):
    return request.config.getoption("--spark") == "classic"


@pytest.fixture(scope="session")
def program_file(request, on_classic):
    return request.config.getoption("--program") or (ORIGINAL if on_classic else MIGRATED)


#: reproducer
@pytest.fixture(scope="session")
def original_file():
    return ORIGINAL


#: end
@pytest.fixture(scope="session")
def work(request, tmp_path_factory):
    """The folder that programs run in, with Spark at hand: classic, or a Connect client without a JVM of its own."""
    folder = Path(request.config.getoption("--work") or tmp_path_factory.mktemp("work"))
    #: data
    request.addfinalizer(clear_away)
    #: end
    where = request.config.getoption("--spark")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("PYSPARK_PYTHON", os.environ.get("PYSPARK_PYTHON", sys.executable))
        patch.delenv("SPARK_REMOTE", raising=False)
        if where == "classic":
            patch.setenv("PYSPARK_SUBMIT_ARGS", " ".join([*QUICK, "pyspark-shell"]))
            yield folder
            return
        with own_server(folder) if where == "connect" else contextlib.nullcontext(where) as address:
            patch.setenv("SPARK_REMOTE", address)
            patch.setenv("SPARK_CONNECT_MODE_ENABLED", "1")
            patch.setenv("JAVA_HOME", str(folder / "no-java"))
            yield folder


@contextlib.contextmanager
def own_server(folder):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(pyspark.__file__).parent / "bin" / "spark-submit", "--master", "local[2]", *QUICK, "--conf", "spark.ui.enabled=false"]
    command += ["--conf", "spark.connect.grpc.binding.address=127.0.0.1", "--conf", f"spark.connect.grpc.binding.port={port}"]
    command += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"]
    with open(folder / "server.log", "wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        while not listens(port):
            assert server.poll() is None, f"the Connect server ended; see {folder / 'server.log'}"
            time.sleep(0.2)
        yield f"sc://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def listens(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


#: runs
@pytest.fixture(scope="module")
def run(work, program_file):
    """Runs the program as `python program.py ARGUMENTS` would, with the files of a case."""

    def run(case, *arguments, program=program_file, frames=()):
        return Run(work, case, program, arguments, frames)

    return run


class Run:
    """What one run of a program printed and wrote."""

    def __init__(self, work, case, program, arguments, frames=()):
        lay_out(work, case)
        self._work = work
        self._out = work / "out" / case
        shutil.rmtree(self._out, ignore_errors=True)
        self._out.mkdir(parents=True)
        self._printed = io.StringIO()
        with contextlib.redirect_stdout(self._printed), program_at(program, [filled(text, work, self._out) for text in arguments]):
            names = execute(program)
            self.frames = {name: names[name].collect() for name in frames}
            #: notebook
            self.shown = [value.collect() if hasattr(value, "collect") else value for value in names["shown"] if value is not None]
            #: end

    @property
    def printed(self):
        """The lines of standard output; the release of Spark and the folder differ from run to run."""
        text = self._printed.getvalue().replace(pyspark.__version__, "{spark}").replace(str(self._work), "{work}")
        return text.splitlines()

    def _parts(self, name):
        """The files of what the program wrote below {out}, each with what the names of its folders say."""
        path = self._out / name
        files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.name[0] not in "._" and file.is_file())
        for file in files:
            yield file, dict(part.split("=", 1) for part in file.relative_to(self._out).parts if "=" in part)
    #: text

    def text(self, name):
        return [line for file, _ in self._parts(name) for line in file.read_text("utf-8").splitlines()]
    #: end
    #: csv

    def csv(self, name, header=True):
        rows = []
        for file, folders in self._parts(name):
            with open(file, encoding="utf-8", newline="") as stream:
                reader = csv.DictReader(stream) if header else csv.reader(stream)
                rows += [{**row, **folders} if header else (*row, *folders.values()) for row in reader]
        return rows
    #: end
    #: json

    def json(self, name):
        return [{**json.loads(line), **folders} for file, folders in self._parts(name) for line in file.read_text("utf-8").splitlines()]
    #: end
    #: parquet

    def parquet(self, name):
        from pyarrow import parquet

        return [{**row, **folders} for file, folders in self._parts(name) for row in parquet.ParquetFile(file).read().to_pylist()]
    #: end


#: end
def lay_out(work, case):
    """Puts what the case has into the folder that programs run in."""
    #: data
    clear_away()
    entries = [work / entry.name for entry in (CASES / case).iterdir()]
    for entry in entries:
        assert not entry.exists(), f"{entry} is not of these tests: name another folder by --work"
    LAID_OUT.update(entries)
    shutil.copytree(CASES / case, work, dirs_exist_ok=True)
    #: end


#: data
def clear_away():
    """Takes away what lies in the folder for a case, and nothing else."""
    for entry in LAID_OUT:
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink(missing_ok=True)
    LAID_OUT.clear()


#: end
#: runs
def filled(text, work, out):
    return text{filling}.replace("{out}", str(out))


#: end
@contextlib.contextmanager
def program_at(program, arguments):
    """A program finds its arguments and the modules beside it, and leaves neither these nor a session behind."""
    modules = set(sys.modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [str(program), *arguments])
        patch.syspath_prepend(program.parent)
        try:
            yield
        finally:
            stop_spark()
            #: runtime
            reconnect_runtime.deactivate()
            #: end
            for name in set(sys.modules) - modules:
                if str(program.parent) in str(getattr(sys.modules[name], "__file__", "")):
                    del sys.modules[name]


#: script
def execute(program):
    """The names that the program leaves."""
    try:
        #: plain
        return runpy.run_path(str(program), run_name="__main__")
        #: end
        #: predefined
        return runpy.run_path(str(program), init_globals=predefined(), run_name="__main__")
        #: end
    except SystemExit as leaving:
        assert not leaving.code, f"the program ends with {leaving.code}"
        return {}
#: end
#: notebook
def execute(program):
    """The names that the notebook leaves; what its cells show is `shown`."""
    names = {"__name__": "__main__", "shown": []}
    #: predefined
    names |= predefined()
    #: end
    for cell in json.loads(program.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            body = ast.parse(re.sub(r"^([ \t]*)[%!]", r"\1pass  # ", "".join(cell["source"]), flags=re.MULTILINE)).body
            last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
            exec(compile(ast.Module(body, []), str(program), "exec"), names)
            if last is not None:
                names["shown"].append(eval(compile(ast.Expression(last.value), str(program), "eval"), names))
    return names
#: end


#: predefined
def predefined():
    """What Databricks gives its notebooks."""
    session = pyspark.sql.SparkSession.builder.getOrCreate()
    return {"spark": session, "display": print} | ({} if "SPARK_REMOTE" in os.environ else {"sc": session.sparkContext})


#: end
def stop_spark():
    session = pyspark.sql.SparkSession.getActiveSession()
    if session is not None:
        session.stop()
    if "SPARK_REMOTE" not in os.environ and pyspark.SparkContext._active_spark_context is not None:
        pyspark.SparkContext._active_spark_context.stop()
#: calls


@contextlib.contextmanager
def loaded(work, file):
    """The program's names, as a module's; what it defines travels to Spark's workers with its functions."""
    lay_out(work, "given")
    with program_at(file, []):
        yield SimpleNamespace(**runpy.run_path(str(file)))


@pytest.fixture(scope="module")
def program(work, program_file):
    with loaded(work, program_file) as names:
        yield names


#: reproducer
@pytest.fixture(scope="module")
def original(work):
    with loaded(work, ORIGINAL) as names:
        yield names


#: end
@pytest.fixture(scope="module")
def spark(program):
    return pyspark.sql.SparkSession.builder.getOrCreate()
#: end
