"""The class-data archive of an environment: what Spark's JVMs have loaded after some work, to be mapped instead of loaded.

It halves what a JVM computes until it has run its first program. `python -m reconnect_runtime.observe.archive` makes it,
from a Connect server that a small program has used; classic Spark's JVM loads nearly the same classes. A JVM that finds no
archive, or one of another Java or other jars, starts without.
"""

import os
import subprocess
import sys
import tempfile

_SECONDS = 300


def place():
    """Where the archive of the interpreter's environment is, if it has one."""
    return os.path.join(sys.prefix, "reconnect-classes.jsa")


def options():
    """The JVM's options that use the archive."""
    path = place()
    return ["-XX:SharedArchiveFile=" + path, "-Xshare:auto"] if os.path.exists(path) else []


def make():
    """Makes the archive, whole or not at all."""
    from reconnect_runtime import server

    fresh = "%s.%d" % (place(), os.getpid())
    with tempfile.TemporaryDirectory(prefix="reconnect-archive-", ignore_cleanup_errors=True) as folder:
        recording = ["-XX:ArchiveClassesAtExit=" + fresh, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        settings = {"spark.master": "local[2]", "spark.sql.warehouse.dir": os.path.join(folder, "tables")}
        local = server.LocalServer(folder, settings, java_options=recording)
        try:
            command = [sys.executable, "-c", _PROGRAM, folder]
            subprocess.run(command, env=dict(os.environ, SPARK_REMOTE=local.remote), timeout=_SECONDS, check=True)
            local.process.terminate()  # it writes the archive while it ends
            local.process.wait(_SECONDS)
            os.replace(fresh, place())
        finally:
            local.stop()
            if os.path.exists(fresh):
                os.unlink(fresh)


# Loads what programs usually need.
_PROGRAM = """
import sys
from pyspark.sql import SparkSession, Window, functions as F

folder = sys.argv[1]
spark = SparkSession.builder.getOrCreate()
people = spark.createDataFrame([(1, "a", 2.5), (2, None, 3.5), (3, "b", None)], "id INT, name STRING, amount DOUBLE")
for kind in ("csv", "json", "parquet", "text"):
    path = folder + "/" + kind
    (people.select("name") if kind == "text" else people).write.format(kind).save(path)
    spark.read.format(kind).load(path).count()
spark.read.csv(folder + "/csv", inferSchema=True).groupBy("_c1").agg(F.sum("_c2"), F.countDistinct("_c0")).orderBy("_c1").show()
ranked = people.withColumn("n", F.row_number().over(Window.partitionBy("name").orderBy("id")))
ranked.join(people.select("id", F.upper("name").alias("upper")), "id", "left").filter("n = 1").distinct().collect()
people.select(F.udf(lambda value: value + 1, "int")("id"), F.explode(F.array("id", F.lit(0)))).collect()
people.mapInArrow(lambda batches: batches, people.schema).collect()
people.repartition(3).createOrReplaceTempView("people")
spark.sql("SELECT name, max(amount) FROM people GROUP BY name HAVING max(amount) > 1 UNION SELECT 'x', 0").toPandas()
people.write.saveAsTable("people_table")
spark.sql("SHOW TABLES").collect()
spark.catalog.clearCache()
spark.stop()
"""


if __name__ == "__main__":
    make()
