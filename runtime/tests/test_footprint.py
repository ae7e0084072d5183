"""Whether a program may have left something in a server shows in what its client asks for."""

import os
import subprocess
import sys

import pytest
from pyspark.sql.connect import functions as F

from reconnect_runtime.observe import footprint


@pytest.fixture
def watched(remote, monkeypatch):
    """What an action with a session of its own leaves, as its requests tell."""
    import pyspark.sql.connect.proto.base_pb2_grpc as stubs
    from pyspark.sql.connect.session import SparkSession

    monkeypatch.setattr(stubs.SparkConnectServiceStub, "__init__", stubs.SparkConnectServiceStub.__init__)
    found = footprint.Footprint()
    found.install()
    session = SparkSession.builder.remote(remote).create()
    yield lambda action: (action(session), found.may_be_left)[1]
    session.stop()


@pytest.mark.parametrize(
    "action",
    [
        lambda spark: spark.range(3).groupBy((F.col("id") % 2).alias("k")).count().collect(),
        lambda spark: spark.range(3).schema,
        lambda spark: spark.range(3).show(),
        lambda spark: spark.range(3).createOrReplaceTempView("v"),
        lambda spark: spark.sql("  select 1 as dropped").collect(),
        lambda spark: spark.sql("WITH t AS (SELECT 1 AS a) SELECT * FROM t").collect(),
        lambda spark: spark.conf.set("spark.sql.shuffle.partitions", "3"),
        lambda spark: spark.udf.register("f", lambda x: x),
        lambda spark: spark.createDataFrame([(1, "a")], "n INT, t STRING").toPandas(),
    ],
)
def test_queries_and_what_is_of_the_session_leave_nothing(watched, action):
    assert not watched(action)


def test_files_are_no_state(watched, tmp_path):
    assert not watched(lambda spark: spark.range(3).write.parquet(str(tmp_path / "out")))


@pytest.mark.parametrize(
    "action",
    [
        lambda spark: spark.sql("CREATE DATABASE IF NOT EXISTS default"),
        lambda spark: spark.sql("-- a comment\nSELECT 1"),
        lambda spark: spark.sql("DROP TABLE IF EXISTS no_such_table"),
        lambda spark: spark.range(3).createOrReplaceGlobalTempView("left_by_footprint"),
        lambda spark: spark.range(3).cache().unpersist(),
        lambda spark: spark.catalog.listDatabases(),
        lambda spark: spark.catalog.clearCache(),
        lambda spark: spark.catalog.dropGlobalTempView("left_by_footprint"),
    ],
)
def test_what_others_may_find_is_seen(watched, action):
    assert watched(action)


def test_unknown_commands_may_leave_anything():
    from pyspark.sql.connect.proto import Plan

    assert footprint.executes(Plan())


@pytest.mark.parametrize("start", ["subprocess.run(['true'])", "os.system('true')", "os.fork()"])
def test_processes_may_have_clients(start):
    program = (
        "import os, subprocess, sys\n"
        "from reconnect_runtime.observe.footprint import Footprint\n"
        "found = Footprint()\n"
        "sys.addaudithook(lambda event, _: found.audit(event))\n"
        "open(os.devnull).close()\n"
        f"assert not found.may_be_left\n{start}\nassert found.may_be_left\n"
    )
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
