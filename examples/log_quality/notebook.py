# Databricks notebook source
# MAGIC %md
# MAGIC # Quality of the access log
# MAGIC Counts malformed lines, slow requests and unknown clients of the last day.

# COMMAND ----------

import json

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.appName("log-quality").getOrCreate()
sc = spark.sparkContext
sc.setJobGroup("log-quality", "nightly check of the access log")

# COMMAND ----------

PATTERN = r"^(\S+) \[([^\]]+)\] \"(\S+) (\S+)\" (\d{3}) (\d+)$"
lines = spark.read.text("data/access.log")
parsed = lines.select(
    F.regexp_extract("value", PATTERN, 1).alias("client"),
    F.regexp_extract("value", PATTERN, 4).alias("path"),
    F.regexp_extract("value", PATTERN, 5).alias("status"),
    F.regexp_extract("value", PATTERN, 6).alias("millis"),
)
bad = parsed.where("client = ''")
good = parsed.where("client <> ''").withColumn("millis", F.expr("try_cast(millis as bigint)"))
print("lines:", lines.rdd.count(), "malformed:", bad.rdd.count())

# COMMAND ----------

# MAGIC %md
# MAGIC ## Rules
# MAGIC Limits are few and rarely change, so they live here and not in a table.

# COMMAND ----------

limits = spark.read.json(
    sc.parallelize(
        [
            '{"path": "/checkout", "max_millis": 500}',
            '{"path": "/search", "max_millis": 200}',
            '{"path": "/", "max_millis": 100}',
        ]
    )
)
slow = good.join(limits, "path").where("millis > max_millis").select("path", "client", "millis", "max_millis")

# COMMAND ----------

worst = slow.orderBy(F.desc("millis"), "path", "client")
for document in worst.toJSON().take(5):
    record = json.loads(document)
    print(record["path"], record["client"], f"{record['millis']} ms, allowed {record['max_millis']}")

# COMMAND ----------

errors = good.where("status >= '500'").groupBy("path").count().orderBy("path")
by_path = {path: count for path, count in errors.rdd.map(lambda r: (r[0], r[1])).collect()}
print("server errors:", by_path)
failed = not bad.rdd.isEmpty() or bool(by_path)
print("verdict:", "CHECK" if failed else "OK")
