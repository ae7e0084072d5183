"""Traces: what is recorded, that the same is recorded on classic Spark, and that programs do not notice."""

import collections
import datetime
import json
import os
import signal
import subprocess
import sys

import conftest
import pytest
import schema

from reconnect_runtime.tracing import instruments, recorder, shapes, sites, strategies

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(os.path.dirname(HERE), "src")
PROGRAM = os.path.join(HERE, "traced_program.py")
with open(os.path.join(HERE, "..", "..", "docs", "trace.schema.json")) as stream:
    SCHEMA = json.load(stream)


def read(path):
    """The records of a trace, of those with a number the last; each line has to fit the schema."""
    found = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            assert line.endswith("\n")
            record = json.loads(line)
            assert schema.problems(record, SCHEMA) == []
            found[record["kind"], record.get("id", len(found))] = record
    return list(found.values())


def operations(records):
    return [record for record in records if record["kind"] == "operation"]


def texts(records, path):
    """The source text of each operation's site in a file -> the operation."""
    with open(path, "rb") as stream:
        lines = stream.read().splitlines(keepends=True)
    number = next(r["id"] for r in records if r["kind"] == "file" and r["path"] == path)
    found = collections.defaultdict(list)
    for operation in operations(records):
        site = operation["site"]
        if site["file"] == number:
            part = lines[site["line"] - 1 : site["end_line"]]
            part[-1] = part[-1][: site["end_column"]]
            part[0] = part[0][site["column"] :]
            found[b"".join(part).decode("utf-8")].append(operation)
    return found


# Shapes


def shape_of(*values):
    shape = {}
    for value in values:
        shapes.observe(shape, value)
    return shapes.to_json(shape)


def test_shapes_of_nested_values():
    assert shape_of(1, None, -(1 << 63), 1 << 63) == [{"type": "None"}, {"type": "int"}, {"type": "int", "wide": True}]
    assert shape_of((1, "a"), (None, "b"), (1,)) == [
        {"type": "tuple", "items": [[{"type": "int"}]]},
        {"type": "tuple", "items": [[{"type": "None"}, {"type": "int"}], [{"type": "str"}]]},
    ]
    assert shape_of({"k": [1.0, None]}) == [
        {
            "type": "dict",
            "key": [{"type": "str"}],
            "value": [{"type": "list", "each": [{"type": "None"}, {"type": "float"}]}],
        }
    ]
    assert shape_of(datetime.date(2020, 1, 1)) == [{"type": "datetime.date"}]
    point = collections.namedtuple("Point", "x y")
    assert shape_of(point(1, "a")) == [
        {"type": __name__ + ".Point", "fields": ["x", "y"], "items": [[{"type": "int"}], [{"type": "str"}]]}
    ]


def test_shapes_run_no_code_of_the_values():
    class Hostile(dict):
        def __getattribute__(self, name):
            raise AssertionError(name)

        def __iter__(self):
            raise AssertionError("iterated")

        items = __len__ = __iter__

    assert shape_of(Hostile(a=1))[0]["value"] == [{"type": "int"}]


def test_shapes_are_bounded():
    deep = value = []
    for _ in range(50):
        value.append([])
        value = value[0]
    many = {}
    for width in range(1000):
        shapes.observe(many, (1,) * (width % 40))
    shapes.observe(many, deep)
    shapes.observe(many, [list(range(100_000))])
    other = {("class %d" % i,): [] for i in range(100)}
    few = {}
    assert shapes.merge(few, other) and not shapes.merge(few, other)
    assert len(few) == 17
    assert len(json.dumps(shapes.to_json(many))) < 20_000


def test_sampling_takes_no_more_than_it_is_asked_for():
    asked = []
    noted = {}

    def source():
        for i in range(100_000):
            asked.append(i)
            yield i if i != 60_000 else "late"

    through = shapes.sampled(7, lambda: noted, 0, source())
    assert [next(through) for _ in range(3)] == [0, 1, 2]
    assert len(asked) == 3
    assert list(through) == [i if i != 60_000 else "late" for i in range(3, 100_000)]
    assert noted == {7: {("int",): []}}


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 26, 27, 50, 1000, 50_000])
def test_sampling_passes_every_element_once(count):
    assert list(shapes.sampled(1, dict, 3, iter(range(count)))) == list(range(count))


def test_sampling_leaves_alone_what_is_no_iterator():
    for value in ([1, 2], (1, 2), range(3), 5, None, {"a"}):
        assert shapes.sampled(1, dict, 0, value) is value


# The recorder and its wrappers, on functions that are not Spark's


class Side:
    RDD = DataFrame = ()

    def acted(self, operation, receiver, result):
        pass


@pytest.fixture
def traced(tmp_path):
    """`traced(function)` is the function, recorded; `traced.records()` what there is in the end."""

    class Traced:
        path = str(tmp_path / "trace.jsonl")

        def __init__(self):
            self.tracer = instruments.Tracer(recorder.Recorder(self.path, "run"))
            self.tracer._side = Side()

        def __call__(self, function, api="pyspark.RDD.map"):
            return self.tracer.function(function, api)

        def records(self):
            self.tracer._recorder.finish([])
            return read(self.path)

    return Traced()


def test_spans_are_those_of_ast(traced):
    class Chain:
        step = traced(lambda self, *args: self)
        field = property(traced(lambda self: self, "pyspark.sql.DataFrame.rdd"))
        __add__ = traced(lambda self, other: self, "pyspark.RDD.__add__")

    chain = Chain()
    (
        chain.step("é")
        .step(
            chain
        )
        .field.step()
    )
    "é"; chain.field + chain.field.step()  # fmt: skip
    found = set(texts(traced.records(), os.path.abspath(__file__)))
    first = 'chain.step("é")'
    assert first in found
    assert first + "\n        .step(\n            chain\n        )\n        .field.step()" in found
    assert "chain.field + chain.field.step()" in found
    assert {"chain.field", "chain.field.step()"} <= found


def test_a_loop_is_counted(traced):
    call = traced(lambda: None)
    for _ in range(20_000):
        call()
    assert [operation["count"] for operation in operations(traced.records())] == [20_000]
    with open(traced.path) as lines:
        assert len(lines.readlines()) < 40


def test_sites_past_the_limit_are_counted(traced, monkeypatch):
    monkeypatch.setattr(recorder, "MOST_OPERATIONS", 3)
    call = traced(lambda: None)
    for i in range(5):
        exec(compile("\n" * i + "call()", "generated", "exec"), {"call": call, "__name__": "generated"})
    records = traced.records()
    assert len(operations(records)) == 3
    assert records[-1]["left_out"] == 2


def test_what_the_tracer_cannot_do_is_counted(traced, monkeypatch):
    def broken(self, frame):
        raise OSError("no place")

    call = traced(lambda: 5)
    monkeypatch.setattr(sites.Sites, "at", broken)
    assert [call(), call()] == [5, 5]
    monkeypatch.undo()
    records = traced.records()
    assert (operations(records), records[-1]["troubles"]) == ([], 2)


def test_what_tasks_cannot_look_at_is_counted(traced, monkeypatch):
    def broken(shape, value):
        raise TypeError("no type")

    monkeypatch.setattr(shapes, "observe", broken)
    told = {}
    assert list(shapes.sampled(1, lambda: told, 0, iter(range(3)))) == [0, 1, 2]
    assert shapes.sampled(1, lambda: told, 0, [4]) == [4]
    assert told[shapes.TROUBLES] == 4
    monkeypatch.undo()
    traced(lambda: 1)()
    traced.tracer._recorder.shapes(told)
    assert traced.records()[-1]["troubles"] == 4


def test_sources_that_cannot_be_read(traced):
    call = traced(lambda: 1)
    assert eval("call()", {"call": call, "__name__": "user"}) == 1
    records = traced.records()
    assert [(r["content"], r["sha256"]) for r in records if r["kind"] == "file"] == [("none", None)]
    assert operations(records)[0]["site"]["line"] == 1


def test_errors_pass_and_are_counted(traced):
    def fail():
        raise KeyError("a value of the data")

    call = traced(fail)
    for _ in range(2):
        with pytest.raises(KeyError):
            call()
    assert operations(traced.records())[0]["failures"] == {"KeyError": 2}
    with open(traced.path) as stream:
        assert "a value of the data" not in stream.read()


def test_a_broken_recorder_changes_nothing(traced, monkeypatch):
    def broken(*arguments):
        raise RuntimeError("broken")

    monkeypatch.setattr(traced.tracer._recorder, "operation", broken)
    assert traced(lambda x: x + 1)(1) == 2
    os.close(traced.tracer._recorder._stream)
    monkeypatch.undo()
    assert traced(lambda x: x + 1)(1) == 2
    traced.tracer._recorder._stream = None


@conftest.with_classic
def test_every_method_has_a_strategy():
    from pyspark import RDD, SparkContext

    jobs = {
        *"aggregate collect collectAsMap collectWithJobGroup count countByKey countByValue first fold foreach".split(),
        *"foreachPartition histogram isEmpty lookup max mean min reduce reduceByKeyLocally sampleStdev".split(),
        *"sampleVariance stats stdev sum take takeOrdered takeSample toLocalIterator top treeAggregate".split(),
        *"treeReduce variance".split(),
    }
    others = {name for name in dir(RDD) if not name.startswith("_") and callable(getattr(RDD, name))} - jobs
    assert {name for name in others if strategies.of("pyspark.RDD." + name)[0] == "job"} == set()
    assert {name for name in jobs if strategies.of("pyspark.RDD." + name)[0] != "job"} == set()
    assert all(hasattr(RDD, name) for names in strategies._RDD.values() for name in names.split() if name != "_")
    assert all(hasattr(SparkContext, name) for names in strategies._CONTEXT.values() for name in names.split())
    assert strategies.of("pyspark.RDD.countApproxDistinct")[1] == "exact"
    assert strategies.of("pyspark.SparkContext.setLogLevel")[1] == "ignored"


# Whole programs


def run(path, mode, *command, **variables):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("RECONNECT_")}
    environment.update(PYTHONPATH=SOURCE, PYSPARK_PYTHON=sys.executable, **variables)
    arguments = [sys.executable, "-m", "reconnect_runtime", "--mode", mode, "--trace", str(path), *command]
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def both(remote, tmp_path_factory):
    """Mode -> (what the program printed, its records)."""
    if not conftest.HAS_CLASSIC:
        pytest.skip(conftest.CLIENT_ALONE)
    folder = tmp_path_factory.mktemp("traces")
    found = {}
    for mode in ("run", "native"):
        path = folder / (mode + ".jsonl")
        ended = run(path, mode, PROGRAM, "--input", "/data/secret", SPARK_REMOTE=remote)
        assert ended.returncode == 0, ended.stderr
        found[mode] = ended.stdout, read(path)
    return found


def test_programs_print_the_same(both):
    assert both["run"][0] == both["native"][0]
    assert both["run"][0].count("\n") == 15


def test_types_are_the_same_on_classic_and_on_the_runtime(both):
    types = {
        mode: {
            (operation["api"], tuple(sorted(operation["site"].items()))): operation.get("elements")
            for operation in operations(records)
        }
        for mode, (_, records) in both.items()
    }
    assert types["run"] == types["native"]
    known = [shape for shape in types["run"].values() if shape]
    assert len(known) >= 30


def test_what_a_trace_says(both):
    for mode, (_, records) in both.items():
        found = texts(records, PROGRAM)
        mixed = found["sc.parallelize(mixed, 2).map(lambda x: x)"][0]["elements"]
        assert {"type": "int", "wide": True} in mixed and {"type": "None"} in mixed
        assert {"type": "Row", "fields": ["a", "b"], "items": [[{"type": "int"}], [{"type": "None"}]]} in mixed
        (reduced,) = [o for o in operations(records) if o["api"] == "pyspark.RDD.reduceByKey"]
        (mapped,) = [o for o in operations(records) if o["id"] == reduced["parents"][0]]
        assert mapped["api"] == "pyspark.RDD.map" and mapped["site"]["function"] == "keyed"
        (frame,) = found['pairs.toDF(["name", "n"])']
        assert [field["name"] for field in frame["schemas"][0]["fields"]] == ["name", "n"]
        assert found["frame.rdd"][0]["schemas"] == frame["schemas"]
        (each,) = found["sc.parallelize([1, 2], 1).foreach(lambda x: total.add(x))"]
        assert each["count"] == 4
        (nested,) = [o for o in operations(records) if o["site"].get("function") == "recursive"]
        assert nested["count"] == 3 and nested["id"] in nested["parents"]
        (failed,) = [o for o in operations(records) if o.get("failures")]
        assert failed["api"] == "pyspark.RDD.collect"
        collected = found["keyed(sc.parallelize(range(100), 2)).collect()"][0]
        assert collected["rows"] == 3 and collected["bytes"] > 0 and collected["seconds"] > 0
        assert [r["name"] for r in records if r["kind"] == "unexecuted"] == ["treeAggregate"]
        assert [r["mode"] for r in records if r["kind"] == "run"] == [mode]
        assert [r["arguments"] for r in records if r["kind"] == "run"] == [["--input", "<path>"]]
        assert "secret" not in json.dumps(records)
        assert records[-1]["kind"] == "end"


def test_a_killed_program_leaves_whole_lines(tmp_path, remote):
    program = tmp_path / "killed.py"
    program.write_text(
        "import os, signal\nfrom pyspark import SparkContext\nsc = SparkContext()\n"
        "print(sc.parallelize([(1, 'a')], 1).map(lambda p: p).count())\nos.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = tmp_path / "trace.jsonl"
    ended = run(path, "run", str(program), SPARK_REMOTE=remote)
    assert ended.returncode == -signal.SIGKILL
    records = read(path)
    assert [o["api"] for o in operations(records)][-1] == "pyspark.RDD.count"
    (mapped,) = [o for o in operations(records) if o["api"] == "pyspark.RDD.map"]
    assert mapped["elements"] == [{"type": "tuple", "items": [[{"type": "int"}], [{"type": "str"}]]}]
    assert not [r for r in records if r["kind"] == "end"]


@conftest.with_classic
def test_deactivation_gives_the_classes_back(tmp_path):
    script = (
        "import reconnect_runtime, pyspark.sql\n"
        "from pyspark import RDD, SparkContext\n"
        "from pyspark.sql.classic.dataframe import DataFrame\n"
        "owners = RDD, SparkContext, DataFrame, pyspark.sql.SparkSession\n"
        "before = [dict(vars(owner)) for owner in owners]\n"
        "reconnect_runtime.activate('native', %r)\n"
        "assert [dict(vars(owner)) for owner in owners] != before\n"
        "reconnect_runtime.deactivate()\n"
        "assert [dict(vars(owner)) for owner in owners] == before\n" % str(tmp_path / "trace.jsonl")
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("RECONNECT_", "SPARK_"))}
    environment["PYTHONPATH"] = SOURCE
    ended = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr


def test_data_is_not_searched_for_parents():
    endless = [1]
    endless.append(endless)
    assert list(instruments.given(endless, 2)) == [endless, 1, endless, 2]


def test_a_trace_that_cannot_be_written_is_refused_before_the_program_runs(tmp_path):
    command = [sys.executable, "-m", "reconnect_runtime", "--trace", str(tmp_path / "no" / "t"), "-c", "print(1)"]
    done = subprocess.run(command, env=dict(os.environ, PYTHONPATH=SOURCE), capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the trace cannot be written" in done.stderr
