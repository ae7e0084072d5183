"""Names that activation puts in place, and that they go again; programs run as `python` runs them."""

import json
import os
import subprocess
import sys
import types

import pytest

import reconnect_runtime

SOURCE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "src")


def run(remote, *arguments, **variables):
    environment = dict(os.environ, PYTHONPATH=SOURCE, SPARK_REMOTE=remote, **variables)
    command = [sys.executable, "-m", "reconnect_runtime", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)


def bound():
    """What programs see of PySpark."""
    import pyspark
    import pyspark.sql
    from pyspark.sql.connect.dataframe import DataFrame
    from pyspark.sql.connect.session import SparkSession

    found = {}
    for owner in (pyspark, pyspark.sql, DataFrame, SparkSession, SparkSession.Builder):
        for name, value in vars(owner).items():
            # Submodules are bound to their package as they are imported, and a counter of the class module may move.
            if not isinstance(value, types.ModuleType) and not name.startswith("__abc") and name != "_abc_impl":
                found[owner.__name__, name] = value
    return found


def test_deactivation_restores_every_name():
    import pyspark
    from pyspark.sql.connect.session import SparkSession

    reconnect_runtime.activate()
    reconnect_runtime.deactivate()
    before = bound()
    mode = os.environ.get("SPARK_CONNECT_MODE_ENABLED")
    reconnect_runtime.activate()
    changed = {key for key, value in bound().items() if before.get(key) is not value}
    assert ("pyspark", "SparkContext") in changed
    assert pyspark.sql.SparkSession is SparkSession
    reconnect_runtime.deactivate()
    after = bound()
    assert {key for key in after if after[key] is not before.get(key)} == set()
    assert os.environ.get("SPARK_CONNECT_MODE_ENABLED") == mode


def test_names_imported_before_activation_are_bound_anew():
    import pyspark

    module = types.ModuleType("a_module_of_the_user")
    module.SparkConf = original = pyspark.SparkConf
    sys.modules[module.__name__] = module
    try:
        reconnect_runtime.activate()
        from reconnect_runtime.conf import SparkConf

        assert module.SparkConf is SparkConf
        reconnect_runtime.deactivate()
        assert module.SparkConf is original
    finally:
        del sys.modules[module.__name__]
        reconnect_runtime.deactivate()


def test_classes_take_the_parameters_of_annotations():
    from reconnect_runtime import rdd, shared

    for generic in (rdd.RDD, rdd.RDDBarrier, shared.Broadcast, shared.Accumulator):
        assert generic[int].__origin__ is generic


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="mode"):
        reconnect_runtime.activate("fast")


def test_usage_errors_exit_with_two():
    found = run("sc://localhost:1", "--mode", "fast", "app.py")
    assert found.returncode == 2
    assert "--mode is run, strict or native, not fast" in found.stderr


def test_a_program_sees_what_python_would_show_it(tmp_path):
    program = tmp_path / "app.py"
    program.write_text(
        "import sys, os\n"
        "print(sys.argv[1:], __name__, sys.path[0] == os.path.dirname(os.path.abspath(__file__)))\n"
        "print(sys.flags.hash_randomization, [p for p in sys.path if p.endswith('bootstrap')])\n"
        "def fail():\n"
        "    raise SystemExit(7) if sys.argv[1] == 'exit' else KeyError('x')\n"
        "fail()\n"
    )
    found = run("sc://localhost:1", str(program), "exit", "--mode")
    assert found.stdout == "['exit', '--mode'] __main__ True\n0 []\n"
    assert found.returncode == 7
    found = run("sc://localhost:1", str(program), "fail")
    assert found.returncode == 1
    assert found.stderr.splitlines()[1].strip().startswith('File "%s", line 6, in <module>' % program)
    assert "reconnect_runtime" not in found.stderr


def test_the_next_sitecustomize_runs(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import builtins\nbuiltins.customized = True\n")
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join([SOURCE, str(tmp_path)]))
    command = [sys.executable, "-m", "reconnect_runtime", "-c", "print(customized)"]
    found = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert (found.stdout, found.stderr) == ("True\n", "")


def test_strict_mode_refuses_a_context(tmp_path):
    found = run("sc://localhost:1", "--mode", "strict", "-c", "from pyspark import SparkContext; SparkContext()")
    assert found.returncode == 1
    assert "UnsupportedOnConnect: SparkContext: strict mode" in found.stderr


def test_a_trace_names_the_stand_in(tmp_path, remote):
    trace = tmp_path / "trace.jsonl"
    code = (
        "from pyspark.sql import SparkSession\n"
        "print(SparkSession.builder.getOrCreate()._jvm.java.util.ArrayList().size())"
    )
    found = run(remote, "--trace", str(trace), "-c", code)
    assert found.stdout == "0\n", found.stderr
    records = [json.loads(line) for line in trace.read_text().splitlines()]
    uses = {(record["path"], record["substitute"]) for record in records if record["kind"] == "jvm"}
    assert uses == {("java.util.ArrayList", "ArrayList")}
