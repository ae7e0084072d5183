"""Sessions, frames and the JVM's stand-ins, in this process and on a server."""

import os
import re

import pytest

import reconnect_runtime
from reconnect_runtime.errors import UnsupportedOnConnect

PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "runtime.md")


@pytest.fixture
def spark(remote, monkeypatch):
    """A session as a classic program makes it; everything is put back afterwards."""
    monkeypatch.setenv("SPARK_REMOTE", remote)
    from pyspark.sql.connect.session import SparkSession

    from reconnect_runtime.context import SparkContext

    # Other tests of this process keep a context and a session of their own.
    kept = SparkContext._active_spark_context, SparkSession._default_session
    active = getattr(SparkSession._active_session, "session", None)
    SparkContext._active_spark_context = SparkSession._default_session = SparkSession._active_session.session = None
    reconnect_runtime.activate()
    try:
        import pyspark.sql

        session = pyspark.sql.SparkSession.builder.master("local[3]").appName("sessions").getOrCreate()
        yield session
        session.stop()
    finally:
        reconnect_runtime.deactivate()
        SparkContext._active_spark_context, SparkSession._default_session = kept
        SparkSession._active_session.session = active
        if kept[0] is not None:
            # Who has a context has the runtime active.
            reconnect_runtime.activate()


def test_settings_of_the_start_are_kept(spark):
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    conf = SparkConf().set("spark.executor.memory", "2g").set("spark.sql.shuffle.partitions", "7")
    assert SparkSession.builder.config(conf=conf).enableHiveSupport().getOrCreate() is spark
    assert spark.conf.get("spark.executor.memory") == "2g"
    assert spark.conf.get("spark.sql.shuffle.partitions") == "7"
    context = spark.sparkContext
    assert (context.master, context.appName, context.defaultParallelism) == ("local[3]", "sessions", 3)
    assert context.getConf().get("spark.executor.memory") == "2g"
    assert spark.range(9).rdd.getNumPartitions() == 3


def test_session_and_context_find_each_other(spark):
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    context = SparkContext.getOrCreate()
    assert context is spark.sparkContext
    assert SparkSession(context) is spark
    assert isinstance(spark, SparkSession)
    assert SparkSession.builder.getOrCreate() is spark
    other = spark.newSession()
    spark.range(1).createOrReplaceTempView("only_here")
    assert not other.catalog.tableExists("only_here")
    assert other.sparkContext is context


def test_a_session_can_be_stopped_and_opened_again(spark):
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    context = spark.sparkContext
    spark.stop()
    assert SparkContext._active_spark_context is None
    with pytest.raises(Exception, match="stopped SparkContext"):
        context.parallelize([1]).collect()
    again = SparkSession.builder.master("local[2]").getOrCreate()
    assert again is not spark
    assert again.range(3).rdd.map(lambda row: row.id).collect() == [0, 1, 2]
    again.stop()


def test_with_stops_the_session_however_it_ends(spark):
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    with pytest.raises(KeyError), spark as entered:
        assert entered is spark
        raise KeyError
    assert SparkContext._active_spark_context is None
    with SparkSession.builder.master("local[2]").getOrCreate() as again:
        assert again.range(3).rdd.map(lambda row: row.id).collect() == [0, 1, 2]
    assert SparkContext._active_spark_context is None


def test_rows_of_a_frame_in_their_partitions(spark):
    frame = spark.range(10, numPartitions=5).filter("id > 7")
    assert frame.rdd.glom().map(len).collect() == [0, 0, 0, 0, 2]
    assert frame.rdd.getNumPartitions() == 5
    assert frame.rdd is frame.rdd
    assert spark.range(3).select().rdd.map(len).collect() == [0, 0, 0]


def test_a_frame_of_an_rdd_is_inferred_from_its_first_element(spark):
    context = spark.sparkContext
    frame = context.parallelize([(1, None), (2, "b")], 1).toDF(["n"])
    assert frame.schema.simpleString() == "struct<n:bigint,_2:string>"
    assert [tuple(row) for row in frame.collect()] == [(1, None), (2, "b")]
    with pytest.raises(ValueError, match=r"^\[CANNOT_DETERMINE_TYPE\] Some"):
        context.parallelize([(None,)]).toDF()
    with pytest.raises(ValueError, match="RDD is empty"):
        spark.createDataFrame(context.emptyRDD())
    assert spark.createDataFrame(context.parallelize([1, 2]), "int").columns == ["value"]
    with pytest.raises(Exception, match="a str|'x'"):
        spark.createDataFrame(context.parallelize([("x",)]), "a int").collect()


def test_text_is_parsed_by_the_server(spark):
    context = spark.sparkContext
    assert [tuple(row) for row in spark.read.json(context.parallelize(['{"a":1}', '{"a":2}'])).collect()] == [(1,), (2,)]
    rows = spark.read.csv(context.parallelize(["n,s", "1,x"], 1), header=True, inferSchema=True).collect()
    assert [row.asDict() for row in rows] == [{"n": 1, "s": "x"}]
    assert spark.range(2).toJSON().collect() == ['{"id":0}', '{"id":1}']


def test_accumulators_count_rows(spark):
    total = spark.sparkContext.accumulator(0)
    spark.range(5).foreach(lambda row: total.add(row.id))
    spark.range(5).foreachPartition(lambda rows: total.add(sum(1 for _ in rows)))
    assert total.value == 15


def test_properties_of_the_jvm_are_the_servers(spark):
    system = spark._jvm.java.lang.System
    assert system.getProperty("java.specification.version").split(".")[0].isdigit()
    assert system.getProperty("java.it's.nothing", "none") == "none"
    assert system.getProperty("mine") is None
    system.setProperty("java.mine", "set")
    assert system.getProperty("java.mine") == "set"


def test_files_by_hadoop(spark, tmp_path):
    jvm, context = spark._jvm, spark.sparkContext
    path = jvm.org.apache.hadoop.fs.Path
    files = jvm.org.apache.hadoop.fs.FileSystem.get(context._jsc.hadoopConfiguration())
    (tmp_path / "a.txt").write_text("hello")
    folder = str(tmp_path)
    assert [status.getPath().getName() for status in files.listStatus(path(folder))] == ["a.txt"]
    assert files.getContentSummary(path(folder)).getLength() == 5
    assert files.rename(path(folder + "/a.txt"), path(folder + "/b.txt"))
    assert not files.exists(path(folder + "/a.txt"))
    assert [str(status.getPath()) for status in files.globStatus(path(folder + "/*.txt"))] == ["file:%s/b.txt" % folder]


def test_files_of_a_server_elsewhere_are_listed(spark, tmp_path, monkeypatch):
    from reconnect_runtime import hadoop_files

    monkeypatch.setattr(hadoop_files, "is_here", lambda session: False)
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("hello")
    (tmp_path / "sub" / "b.txt").write_text("hey")
    files, folder = hadoop_files.FileSystem(spark), hadoop_files.Path(str(tmp_path))
    listed = [(status.getPath().getName(), status.isDirectory()) for status in files.listStatus(folder)]
    assert listed == [("a.txt", False), ("sub", True)]
    assert files.exists(folder) and not files.exists(hadoop_files.Path(folder, "no"))
    assert [s.getPath().getName() for s in files.globStatus(hadoop_files.Path(folder, "*.txt"))] == ["a.txt"]
    assert files.getContentSummary(folder).getLength() == 8
    with pytest.raises(UnsupportedOnConnect, match="delete"):
        files.delete(folder, True)
    assert (tmp_path / "a.txt").exists()


def test_plans_and_tables_by_the_jvm(spark):
    frame = spark.range(3).filter("id > 1")
    assert frame._jdf.queryExecution().optimizedPlan().toString().startswith("Filter")
    assert "== Physical Plan ==" in frame._jdf.queryExecution().toString()
    frame.createOrReplaceTempView("seen")
    assert spark._jsparkSession.catalog().tableExists("seen")
    assert not spark._jsparkSession.catalog().tableExists("unseen")


def test_an_unknown_class_names_itself_and_the_line(spark):
    with pytest.raises(UnsupportedOnConnect, match=r"com\.acme\.Library\.call \(.*test_sessions\.py:\d+\)"):
        spark._jvm.com.acme.Library.call(1)


def test_actions_are_the_jobs_that_the_tracker_knows(spark):
    context = spark.sparkContext
    context.setJobGroup("mine", "text")
    assert context.parallelize(range(4), 2).count() == 4
    tracker = context.statusTracker()
    (job,) = tracker.getJobIdsForGroup("mine")
    assert tracker.getJobInfo(job).status == "SUCCEEDED"
    assert tracker.getStageInfo(job).numCompletedTasks == 2
    assert tracker.getJobInfo(job + 1000) is None


def test_what_the_page_says_cannot_be_is_refused(spark):
    with open(PAGE, encoding="utf-8") as stream:
        table = stream.read().split("## What cannot be\n", 1)[1]
    expressions = re.findall(r"^\| `(.+?)` \|", table, re.M)
    assert len(expressions) >= 14
    for expression in expressions:
        with pytest.raises(UnsupportedOnConnect):
            eval(expression, {"spark": spark, "sc": spark.sparkContext})
