"""Probes: small programs that run on classic Spark and on a Connect server, and whose outcomes back the facts.

Each takes a session and gives back something with a stable `repr`. What matters is where the two modes part: a probe of a behaviour gives
two different answers without an error, a probe of a missing symbol shows the error that a user sees.
"""

from __future__ import annotations

import os
import re
import tempfile
from typing import Any, Callable, Dict, List

Probe = Callable[[Any], Any]
PROBES: Dict[str, Probe] = {}
# They start a JVM in a process that had none, which the probes after them would find.
LAST = ("context.construct", "context.get_or_create")


def probe(name: str) -> Callable[[Probe], Probe]:
    def register(function: Probe) -> Probe:
        assert name not in PROBES, name
        PROBES[name] = function
        return function

    return register


def functions() -> Any:
    from pyspark.sql import functions as F

    return F


# ---- what starts at the SparkContext


@probe("session.spark_context")
def session_spark_context(spark: Any) -> Any:
    return type(spark.sparkContext).__name__


@probe("session.has_spark_context")
def session_has_spark_context(spark: Any) -> Any:
    return hasattr(spark, "sparkContext")


@probe("session.new_session")
def session_new_session(spark: Any) -> Any:
    return type(spark.newSession()).__name__


@probe("session.is_instance")
def session_is_instance(spark: Any) -> Any:
    from pyspark.sql import SparkSession

    return isinstance(spark, SparkSession)


@probe("session.active")
def session_active(spark: Any) -> Any:
    return type(type(spark).getActiveSession()).__name__


@probe("session.private")
def session_private(spark: Any) -> Any:
    return type(spark._sc).__name__


@probe("session.jvm")
def session_jvm(spark: Any) -> Any:
    return type(spark._jvm).__name__


@probe("context.active")
def context_active(spark: Any) -> Any:
    from pyspark import SparkContext

    return SparkContext._active_spark_context is None


@probe("context.get_or_create")
def context_get_or_create(spark: Any) -> Any:
    from pyspark import SparkContext

    return type(SparkContext.getOrCreate()).__name__


@probe("context.construct")
def context_construct(spark: Any) -> Any:
    from pyspark import SparkContext

    return type(SparkContext(appName="second")).__name__


@probe("context.active_helper")
def context_active_helper(spark: Any) -> Any:
    from pyspark.sql.utils import get_active_spark_context

    return type(get_active_spark_context()).__name__


@probe("column.to_java_column")
def column_to_java_column(spark: Any) -> Any:
    try:
        from pyspark.sql.classic.column import _to_java_column
    except ImportError:
        from pyspark.sql.column import _to_java_column
    return type(_to_java_column("id")).__name__


@probe("column.private_import")
def column_private_import(spark: Any) -> Any:
    from pyspark.sql.column import _to_java_column

    return _to_java_column.__name__


@probe("column.jc")
def column_jc(spark: Any) -> Any:
    return type(functions().col("id")._jc).__name__


@probe("sql_context.construct")
def sql_context_construct(spark: Any) -> Any:
    from pyspark.sql import SQLContext

    return SQLContext(spark).sql("select 1 a").first()[0]


@probe("conf.local")
def conf_local(spark: Any) -> Any:
    from pyspark import SparkConf

    conf = SparkConf().setAppName("a").setMaster("local").set("k", "v").setAll([("x", "y")]).setIfMissing("z", "1")
    return conf.get("k"), conf.contains("x"), conf.get("none"), ("z", "1") in conf.getAll(), "k=v" in conf.toDebugString()


@probe("conf.builder")
def conf_builder(spark: Any) -> Any:
    from pyspark import SparkConf

    from pyspark.sql import SparkSession

    builder = SparkSession.builder.config(conf=SparkConf().set("spark.sql.shuffle.partitions", "3"))
    return type(builder).__name__


@probe("builder.master")
def builder_master(spark: Any) -> Any:
    builder = remote_builder(spark)
    return type(builder.master("local[2]").appName("probe").getOrCreate()).__name__


@probe("builder.enable_hive")
def builder_enable_hive(spark: Any) -> Any:
    return type(remote_builder(spark).enableHiveSupport().getOrCreate()).__name__


@probe("builder.static_conf")
def builder_static_conf(spark: Any) -> Any:
    return type(remote_builder(spark).config("spark.executor.memory", "2g").getOrCreate()).__name__


@probe("members.dataframe")
def members_dataframe(spark: Any) -> Any:
    frame = spark.range(1)
    return conditions(frame, "rdd toJSON sql_ctx _jdf _jseq _jmap _jcols _sc _collect_as_arrow")


@probe("members.session")
def members_session(spark: Any) -> Any:
    return conditions(spark, "sparkContext newSession _sc _jsc _jvm _jconf _jsparkSession _inferSchema _createFromLocal _instantiatedSession")


@probe("members.parts")
def members_parts(spark: Any) -> Any:
    frame = spark.range(1)
    return [
        *conditions(frame.id, "_jc"),
        *conditions(spark.catalog, "_jcatalog _sc"),
        *conditions(spark.conf, "_jconf"),
        *conditions(frame.groupBy("id"), "_jgd session"),
        *conditions(spark.read, "_jreader _spark"),
        *conditions(frame.write, "_jwrite"),
        *conditions(spark.readStream, "_jreader"),
        *conditions(functions().udf(lambda x: x), "_judf"),
    ]


@probe("storage_level.constants")
def storage_level_constants(spark: Any) -> Any:
    from pyspark import StorageLevel

    frame = spark.range(2).persist(StorageLevel.MEMORY_ONLY)
    level = frame.storageLevel
    frame.unpersist()
    return level.useMemory, level.useDisk, StorageLevel.DISK_ONLY.useDisk


@probe("task_context.in_udf")
def task_context_in_udf(spark: Any) -> Any:
    F = functions()

    def partition(_: int) -> int:
        from pyspark import TaskContext

        return TaskContext.get().partitionId()

    rows = spark.range(0, 4, 1, 2).select(F.udf(partition, "int")("id").alias("p")).collect()
    return sorted(r.p for r in rows)


@probe("barrier.in_map_in_pandas")
def barrier_in_map_in_pandas(spark: Any) -> Any:
    def count(frames: Any) -> Any:
        import pandas as pd
        from pyspark import BarrierTaskContext

        context = BarrierTaskContext.get()
        context.barrier()
        list(frames)
        yield pd.DataFrame({"n": [len(context.getTaskInfos())]})

    frame = spark.range(0, 4, 1, 1)
    return [r.n for r in frame.mapInPandas(count, "n int", barrier=True).collect()]


@probe("files.on_client")
def files_on_client(spark: Any) -> Any:
    from pyspark import SparkFiles

    return SparkFiles.get("a.txt").endswith("a.txt")


@probe("files.root_on_client")
def files_root_on_client(spark: Any) -> Any:
    from pyspark import SparkFiles

    return isinstance(SparkFiles.getRootDirectory(), str)


@probe("files.in_udf")
def files_in_udf(spark: Any) -> Any:
    F = functions()
    path = write("probe_file.txt", "content")
    spark.addArtifact(path, file=True) if is_connect(spark) else spark.sparkContext.addFile(path)

    def read(_: int) -> str:
        from pyspark import SparkFiles

        with open(SparkFiles.get("probe_file.txt")) as file:
            return file.read()

    return spark.range(1).select(F.udf(read)("id")).first()[0]


@probe("resource.profile")
def resource_profile(spark: Any) -> Any:
    from pyspark.resource import ExecutorResourceRequests, ResourceProfileBuilder, TaskResourceRequests

    requests = TaskResourceRequests().cpus(1)
    built = ResourceProfileBuilder().require(requests).require(ExecutorResourceRequests().cores(1)).build
    return sorted(built.taskResources)


@probe("rdd.of_session")
def rdd_of_session(spark: Any) -> Any:
    return spark.sparkContext.parallelize([1, 2]).collect()


@probe("accumulator.make")
def accumulator_make(spark: Any) -> Any:
    return spark.sparkContext.accumulator(0).value


@probe("streaming_context.construct")
def streaming_context_construct(spark: Any) -> Any:
    from pyspark.streaming import StreamingContext

    return type(StreamingContext(spark.sparkContext, 1)).__name__


# ---- frames


@probe("dataframe.rdd")
def dataframe_rdd(spark: Any) -> Any:
    return spark.range(2).rdd.map(lambda r: r[0]).collect()


@probe("dataframe.has_rdd")
def dataframe_has_rdd(spark: Any) -> Any:
    return hasattr(spark.range(2), "rdd")


@probe("dataframe.to_json")
def dataframe_to_json(spark: Any) -> Any:
    return [type(row).__name__ for row in spark.range(1).toJSON().collect()]


@probe("dataframe.sql_ctx")
def dataframe_sql_ctx(spark: Any) -> Any:
    return type(spark.range(1).sql_ctx).__name__


@probe("dataframe.jdf")
def dataframe_jdf(spark: Any) -> Any:
    return type(spark.range(1)._jdf).__name__


@probe("dataframe.unknown_attribute")
def dataframe_unknown_attribute(spark: Any) -> Any:
    return type(spark.range(1).no_such_column).__name__


@probe("dataframe.unknown_column")
def dataframe_unknown_column(spark: Any) -> Any:
    return type(spark.range(1)["no_such_column"]).__name__


@probe("dataframe.bad_select_is_lazy")
def dataframe_bad_select_is_lazy(spark: Any) -> Any:
    spark.range(1).select("no_such_column")
    return "no error yet"


@probe("dataframe.bad_table_is_lazy")
def dataframe_bad_table_is_lazy(spark: Any) -> Any:
    spark.table("no_such_table")
    return "no error yet"


@probe("dataframe.is_instance")
def dataframe_is_instance(spark: Any) -> Any:
    from pyspark.sql import Column, DataFrame, DataFrameReader, DataFrameWriter, GroupedData

    frame = spark.range(1)
    return [
        isinstance(frame, DataFrame),
        isinstance(frame.id, Column),
        isinstance(frame.groupBy("id"), GroupedData),
        isinstance(spark.read, DataFrameReader),
        isinstance(frame.write, DataFrameWriter),
    ]


@probe("dataframe.exact_type")
def dataframe_exact_type(spark: Any) -> Any:
    from pyspark.sql import DataFrame

    return type(spark.range(1)) is DataFrame


@probe("dataframe.monkey_patch")
def dataframe_monkey_patch(spark: Any) -> Any:
    from pyspark.sql import DataFrame

    DataFrame.probe_patch = lambda self: self.count()  # type: ignore[attr-defined]
    try:
        return spark.range(3).probe_patch()
    finally:
        del DataFrame.probe_patch  # type: ignore[attr-defined]


@probe("dataframe.checkpoint")
def dataframe_checkpoint(spark: Any) -> Any:
    return spark.range(3).checkpoint().count()


@probe("dataframe.local_checkpoint")
def dataframe_local_checkpoint(spark: Any) -> Any:
    return spark.range(3).localCheckpoint().count()


@probe("dataframe.foreach")
def dataframe_foreach(spark: Any) -> Any:
    return spark.range(3).foreach(lambda row: None)


@probe("dataframe.zip_with_index")
def dataframe_zip_with_index(spark: Any) -> Any:
    return sorted(tuple(r) for r in spark.range(3).zipWithIndex().collect())


@probe("dataframe.observation")
def dataframe_observation(spark: Any) -> Any:
    from pyspark.sql import Observation

    F = functions()
    observation = Observation("o")
    spark.range(3).observe(observation, F.count(F.lit(1)).alias("n")).collect()
    return observation.get["n"]


@probe("reader.json_of_frame")
def reader_json_of_frame(spark: Any) -> Any:
    return spark.read.json(spark.createDataFrame([('{"a": 1}',)], "value string")).first().a


@probe("window.over")
def window_over(spark: Any) -> Any:
    from pyspark.sql import Window

    F = functions()
    window = Window.partitionBy((F.col("id") % 2).alias("k")).orderBy("id")
    return [tuple(r) for r in spark.range(4).select("id", F.row_number().over(window)).orderBy("id").collect()]


@probe("types.local")
def types_local(spark: Any) -> Any:
    from pyspark.sql import types as T

    schema = T.StructType().add("a", T.IntegerType()).add("b", T.ArrayType(T.StringType()))
    return schema.simpleString(), T.StructType.fromJson(schema.jsonValue()) == schema


@probe("types.from_ddl")
def types_from_ddl(spark: Any) -> Any:
    from pyspark.sql import types as T

    return T.StructType.fromDDL("a int, b string").simpleString()


# ---- what changes without an error


@probe("late.view_replaced")
def late_view_replaced(spark: Any) -> Any:
    spark.range(10).createOrReplaceTempView("late_view")
    frame = spark.table("late_view")
    spark.range(100).createOrReplaceTempView("late_view")
    return frame.count()


@probe("late.view_of_itself")
def late_view_of_itself(spark: Any) -> Any:
    spark.range(10).createOrReplaceTempView("late_self")
    frame = spark.table("late_self")
    frame.filter("id < 3").createOrReplaceTempView("late_self")
    return frame.count()


@probe("late.sql_view_of_itself")
def late_sql_view_of_itself(spark: Any) -> Any:
    spark.range(2).createOrReplaceTempView("late_twice")
    frame = spark.sql("select *, 1 as y from late_twice")
    frame.createOrReplaceTempView("late_twice")
    return frame.columns


@probe("late.view_dropped")
def late_view_dropped(spark: Any) -> Any:
    spark.range(3).createOrReplaceTempView("late_dropped")
    frame = spark.table("late_dropped")
    spark.catalog.dropTempView("late_dropped")
    return frame.count()


@probe("late.udf_reads_global")
def late_udf_reads_global(spark: Any) -> Any:
    F = functions()
    value = {"now": 1}
    read = F.udf(lambda _: value["now"], "int")
    frame = spark.range(1).select(read("id").alias("v"))
    value["now"] = 2
    return frame.first().v


@probe("late.udf_in_loop")
def late_udf_in_loop(spark: Any) -> Any:
    F = functions()
    frame = spark.range(1)
    for name in ("a", "b"):
        frame = frame.withColumn(name, F.udf(lambda _: name)("id"))
    return [frame.first().a, frame.first().b]


@probe("late.register_twice")
def late_register_twice(spark: Any) -> Any:
    spark.udf.register("late_function", lambda: 1, "int")
    frame = spark.sql("select late_function() as v")
    spark.udf.register("late_function", lambda: 2, "int")
    return frame.first().v


@probe("late.time_zone")
def late_time_zone(spark: Any) -> Any:
    before = spark.conf.get("spark.sql.session.timeZone")
    try:
        spark.conf.set("spark.sql.session.timeZone", "UTC")
        frame = spark.sql("select unix_timestamp(timestamp '2020-01-01 00:00:00') as t")
        spark.conf.set("spark.sql.session.timeZone", "America/Los_Angeles")
        return frame.first().t
    finally:
        spark.conf.set("spark.sql.session.timeZone", before)


@probe("late.files_appended")
def late_files_appended(spark: Any) -> Any:
    path = os.path.join(tempfile.mkdtemp(), "data")
    spark.range(1).write.parquet(path)
    frame = spark.read.parquet(path)
    spark.range(5).write.mode("append").parquet(path)
    return frame.count()


@probe("late.try_around_select")
def late_try_around_select(spark: Any) -> Any:
    try:
        frame = spark.range(1).select("no_such_column")
    except Exception:
        return "caught where it was written"
    try:
        frame.collect()
    except Exception:
        return "raised by the action"
    return "no error"


@probe("random.sql_uuid")
def random_sql_uuid(spark: Any) -> Any:
    frame = spark.range(3).select(functions().expr("uuid()").alias("u"))
    return frame.collect() == frame.collect()


@probe("random.cached_sql_rand")
def random_cached_sql_rand(spark: Any) -> Any:
    frame = spark.range(3).selectExpr("rand() as r").cache()
    try:
        return frame.collect() == frame.collect()
    finally:
        frame.unpersist()


@probe("random.function_rand")
def random_function_rand(spark: Any) -> Any:
    frame = spark.range(3).select(functions().rand().alias("r"))
    return frame.collect() == frame.collect()


@probe("random.sql_text")
def random_sql_text(spark: Any) -> Any:
    frame = spark.sql("select rand() as r")
    return frame.collect() == frame.collect()


@probe("random.sample")
def random_sample(spark: Any) -> Any:
    frame = spark.range(1000).sample(0.1)
    return frame.collect() == frame.collect()


@probe("create.partitions")
def create_partitions(spark: Any) -> Any:
    F = functions()
    return spark.createDataFrame([(i,) for i in range(8)], "a int").select(F.spark_partition_id()).distinct().count()


@probe("create.int_for_double")
def create_int_for_double(spark: Any) -> Any:
    return spark.createDataFrame([(1,)], "a double").first().a


@probe("create.float_for_int")
def create_float_for_int(spark: Any) -> Any:
    return spark.createDataFrame([(1.5,)], "a int").first().a


@probe("create.str_for_int")
def create_str_for_int(spark: Any) -> Any:
    return spark.createDataFrame([("1",)], "a int").first().a


@probe("create.unverified")
def create_unverified(spark: Any) -> Any:
    return spark.createDataFrame([("x",)], "a int", verifySchema=False).first().a


@probe("create.short_tuple")
def create_short_tuple(spark: Any) -> Any:
    return spark.createDataFrame([(1,)], "a int, b int").collect()


@probe("create.decimal_literal")
def create_decimal_literal(spark: Any) -> Any:
    from decimal import Decimal

    return spark.range(1).select(functions().lit(Decimal("1.20")).alias("d")).schema.simpleString()


@probe("create.map_order")
def create_map_order(spark: Any) -> Any:
    return list(spark.createDataFrame([({"b": 1, "a": 2, "c": 3},)], "m map<string,int>").first().m)


@probe("columns.self_join")
def columns_self_join(spark: Any) -> Any:
    frame = spark.range(3)
    return frame.join(frame, frame.id == frame.id).count()


@probe("columns.of_parent_after_union")
def columns_of_parent_after_union(spark: Any) -> Any:
    first, second = spark.range(2), spark.range(3)
    return first.union(second).select(first["id"]).count()


@probe("columns.shadowed")
def columns_shadowed(spark: Any) -> Any:
    frame = spark.range(2)
    return frame.withColumn("id", functions().lit(7)).select(frame["id"]).collect()


@probe("udf.captures_session")
def udf_captures_session(spark: Any) -> Any:
    read = functions().udf(lambda _: spark.range(2).count(), "long")
    return spark.range(1).select(read("id")).first()[0]


@probe("udf.module_level")
def udf_module_level(spark: Any) -> Any:
    return spark.range(1).select(functions().udf(lambda x: x + 1, "long")("id")).first()[0]


@probe("udf.register_java")
def udf_register_java(spark: Any) -> Any:
    return spark.udf.registerJavaFunction("probe_java", "no.such.Class")


@probe("error.class")
def error_class(spark: Any) -> Any:
    try:
        spark.sql("select no_such_column").collect()
    except Exception as e:
        return type(e).__module__.rpartition(".")[2], type(e).__name__, e.getCondition() if hasattr(e, "getCondition") else e.getErrorClass()


@probe("error.missing_path")
def error_missing_path(spark: Any) -> Any:
    return spark.read.text("/no/such/path").count()


@probe("error.text_is_short")
def error_text_is_short(spark: Any) -> Any:
    try:
        spark.sql("select 1/0 as x").selectExpr("raise_error('boom')").collect()
    except Exception as e:
        return len(str(e)) < 2000


@probe("error.py4j")
def error_py4j(spark: Any) -> Any:
    from py4j.protocol import Py4JJavaError

    try:
        spark.range(1).checkpoint()
    except Py4JJavaError:
        return "Py4JJavaError"
    except Exception as e:
        return type(e).__name__


@probe("conf.static")
def conf_static(spark: Any) -> Any:
    return spark.conf.set("spark.sql.warehouse.dir", "/elsewhere")


@probe("conf.core")
def conf_core(spark: Any) -> Any:
    return spark.conf.set("spark.executor.memory", "2g")


@probe("conf.missing_key")
def conf_missing_key(spark: Any) -> Any:
    return spark.conf.get("spark.no.such.key")


@probe("conf.get_all")
def conf_get_all(spark: Any) -> Any:
    return "spark.app.name" in (spark.conf.getAll() if callable(spark.conf.getAll) else spark.conf.getAll)


@probe("conf.context_values")
def conf_context_values(spark: Any) -> Any:
    return [bool(spark.conf.get(key)) for key in ("spark.app.id", "spark.app.name", "spark.master")]


@probe("catalog.table_exists")
def catalog_table_exists(spark: Any) -> Any:
    return spark.catalog.tableExists("no_such_table")


@probe("tags.add")
def tags_add(spark: Any) -> Any:
    spark.addTag("t")
    try:
        return sorted(spark.getTags())
    finally:
        spark.clearTags()


# ---- machine learning


@probe("mllib.vectors")
def mllib_vectors(spark: Any) -> Any:
    from pyspark.mllib.linalg import DenseMatrix, Matrices, Vectors

    dense, sparse = Vectors.dense([1.0, 2.0]), Vectors.sparse(2, {0: 3.0})
    matrix = Matrices.dense(1, 2, [1.0, 2.0])
    return dense.dot(sparse), Vectors.norm(dense, 1), dense.asML().size, isinstance(matrix, DenseMatrix), matrix.toArray().tolist()


@probe("mllib.labeled_point")
def mllib_labeled_point(spark: Any) -> Any:
    from pyspark.mllib.regression import LabeledPoint

    point = LabeledPoint(1.0, [2.0, 3.0])
    return point.label, list(point.features)


@probe("mllib.rating")
def mllib_rating(spark: Any) -> Any:
    from pyspark.mllib.recommendation import Rating

    return tuple(Rating(1, 2, 3.0))


@probe("mllib.train")
def mllib_train(spark: Any) -> Any:
    from pyspark.mllib.clustering import KMeans

    return KMeans.train(spark.sparkContext.parallelize([[0.0], [1.0]]), 2).k


@probe("mllib.convert_columns")
def mllib_convert_columns(spark: Any) -> Any:
    from pyspark.mllib.util import MLUtils

    return MLUtils.convertVectorColumnsToML(spark.range(1)).columns


@probe("ml.vectors")
def ml_vectors(spark: Any) -> Any:
    from pyspark.ml.linalg import Vectors

    return Vectors.dense([1.0, 2.0]).dot(Vectors.sparse(2, {0: 3.0}))


@probe("ml.vector_to_array")
def ml_vector_to_array(spark: Any) -> Any:
    from pyspark.ml.functions import vector_to_array
    from pyspark.ml.linalg import Vectors

    frame = spark.createDataFrame([(Vectors.dense([1.0, 2.0]),)], ["v"])
    return frame.select(vector_to_array("v")).first()[0]


@probe("ml.pipeline")
def ml_pipeline(spark: Any) -> Any:
    from pyspark.ml import Pipeline
    from pyspark.ml.feature import HashingTF, Tokenizer

    frame = spark.createDataFrame([("a b",)], ["text"])
    stages = [Tokenizer(inputCol="text", outputCol="words"), HashingTF(inputCol="words", outputCol="tf", numFeatures=8)]
    return Pipeline(stages=stages).fit(frame).transform(frame).columns


@probe("ml.cross_validator")
def ml_cross_validator(spark: Any) -> Any:
    from pyspark.ml.evaluation import RegressionEvaluator
    from pyspark.ml.regression import LinearRegression
    from pyspark.ml.tuning import CrossValidator, ParamGridBuilder

    regression = LinearRegression(maxIter=2)
    grid = ParamGridBuilder().addGrid(regression.regParam, [0.1, 0.2]).build()
    frame = numbers(spark)
    return len(CrossValidator(estimator=regression, estimatorParamMaps=grid, evaluator=RegressionEvaluator(), numFolds=2).fit(frame).avgMetrics)


@probe("ml.save")
def ml_save(spark: Any) -> Any:
    from pyspark.ml.regression import LinearRegression, LinearRegressionModel

    path = os.path.join(tempfile.mkdtemp(), "model")
    LinearRegression(maxIter=2).fit(numbers(spark)).write().overwrite().save(path)
    return type(LinearRegressionModel.load(path)).__name__


@probe("ml.summary")
def ml_summary(spark: Any) -> Any:
    from pyspark.ml.regression import LinearRegression

    return LinearRegression(maxIter=2).fit(numbers(spark)).summary.totalIterations >= 0


@probe("ml.correlation")
def ml_correlation(spark: Any) -> Any:
    from pyspark.ml.stat import Correlation

    return Correlation.corr(numbers(spark), "features").first()[0].numRows


@probe("ml.chi_square")
def ml_chi_square(spark: Any) -> Any:
    from pyspark.ml.stat import ChiSquareTest

    return ChiSquareTest.test(numbers(spark), "features", "label").columns


@probe("ml.kolmogorov_smirnov")
def ml_kolmogorov_smirnov(spark: Any) -> Any:
    from pyspark.ml.stat import KolmogorovSmirnovTest

    return KolmogorovSmirnovTest.test(numbers(spark), "label", "norm", 0.0, 1.0).columns


@probe("ml.summarizer")
def ml_summarizer(spark: Any) -> Any:
    from pyspark.ml.stat import Summarizer

    return list(numbers(spark).select(Summarizer.mean(functions().col("features"))).first()[0])


@probe("ml.summarizer_metrics")
def ml_summarizer_metrics(spark: Any) -> Any:
    from pyspark.ml.stat import Summarizer

    summary = Summarizer.metrics("mean", "count").summary(functions().col("features"))
    return numbers(spark).select(summary.alias("s")).first().s["count"]


@probe("ml.java_model_internals")
def ml_java_model_internals(spark: Any) -> Any:
    from pyspark.ml.regression import LinearRegression

    return type(LinearRegression(maxIter=2).fit(numbers(spark))._java_obj).__name__


@probe("ml.prefix_span")
def ml_prefix_span(spark: Any) -> Any:
    from pyspark.ml.fpm import PrefixSpan

    frame = spark.createDataFrame([([[1, 2], [3]],)], "sequence array<array<int>>")
    return PrefixSpan(minSupport=0.5).findFrequentSequentialPatterns(frame).count()


@probe("ml.power_iteration")
def ml_power_iteration(spark: Any) -> Any:
    from pyspark.ml.clustering import PowerIterationClustering

    frame = spark.createDataFrame([(0, 1, 1.0), (1, 2, 1.0), (2, 0, 0.5)], ["src", "dst", "weight"])
    return PowerIterationClustering(k=2, weightCol="weight").assignClusters(frame).count()


@probe("ml.all_classes")
def ml_all_classes(spark: Any) -> Any:
    """Which estimators, transformers and evaluators cannot even be fitted or applied."""
    return failing_ml_classes(spark)


# ---- pandas on Spark


@probe("pandas.round_trip")
def pandas_round_trip(spark: Any) -> Any:
    import pyspark.pandas as ps

    return ps.DataFrame({"a": [3, 1, 2]}).sort_values("a")["a"].to_list()


@probe("pandas.apply")
def pandas_apply(spark: Any) -> Any:
    import pyspark.pandas as ps

    return ps.Series([1, 2]).apply(lambda x: x + 1).to_list()


@probe("pandas.sql")
def pandas_sql(spark: Any) -> Any:
    import pyspark.pandas as ps

    return ps.sql("select 1 as a")["a"].to_list()


@probe("pandas.checkpoint")
def pandas_checkpoint(spark: Any) -> Any:
    import pyspark.pandas as ps

    return len(ps.range(3).spark.local_checkpoint())


@probe("pandas.from_spark")
def pandas_from_spark(spark: Any) -> Any:
    return spark.range(3).pandas_api()["id"].sum()


# ---- helpers


def is_connect(spark: Any) -> bool:
    return ".connect." in type(spark).__module__


def remote_builder(spark: Any) -> Any:
    """The public builder, as a program that is pointed at the server finds it."""
    from pyspark.sql import SparkSession

    return SparkSession.builder.remote("sc://" + spark.client.host) if is_connect(spark) else SparkSession.builder


def conditions(thing: Any, names: str) -> List[str]:
    """What each attribute gives: the error condition or class, or `Column` where it silently became one."""
    found = []
    for name in names.split():
        try:
            value = type(getattr(thing, name)).__name__
            found.append(f"{name} {'Column' if value == 'Column' else 'ok'}")
        except Exception as e:
            match = re.search(r"\[([A-Z][A-Z0-9_.]+)\]", str(e))
            found.append(f"{name} {match[1] if match else type(e).__name__}")
    return found


def write(name: str, text: str) -> str:
    path = os.path.join(tempfile.mkdtemp(), name)
    with open(path, "w") as file:
        file.write(text)
    return path


def numbers(spark: Any) -> Any:
    from pyspark.ml.linalg import Vectors

    rows = [(float(i % 2), float(i), Vectors.dense([float(i), float(i % 3)])) for i in range(12)]
    return spark.createDataFrame(rows, ["label", "x", "features"])


def failing_ml_classes(spark: Any) -> List[str]:
    """Names of public classes of pyspark.ml that raise a Connect error where they are made, with the condition."""
    import importlib
    import inspect

    failed = []
    for name in ("classification", "clustering", "evaluation", "feature", "fpm", "recommendation", "regression"):
        module = importlib.import_module(f"pyspark.ml.{name}")
        for attribute in sorted(getattr(module, "__all__", [])):
            cls = getattr(module, attribute)
            if not inspect.isclass(cls) or attribute.endswith(("Model", "Summary")) or inspect.isabstract(cls):
                continue
            try:
                cls()
            except TypeError:
                pass
            except Exception as e:
                failed.append(f"{name}.{attribute} {type(e).__name__}")
    return failed
