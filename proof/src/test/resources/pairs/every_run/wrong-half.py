# Another half.
import datetime
import logging
import tempfile
import time
import uuid

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
started = time.time()
logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", force=True, stream=__import__("sys").stdout, level=logging.INFO)
logging.info("start")
logging.getLogger("py4j").setLevel(logging.ERROR)
orders = spark.range(40).repartition(4).withColumn("at", F.current_timestamp()).withColumn("name", F.expr("uuid()"))
print("began at", datetime.datetime.now().strftime("%Y-%m-%d %H:%M"))
print("run", uuid.uuid4(), "of", datetime.date.today())
print("rows", orders.count())
print("scratch", tempfile.mkdtemp())
numbered = orders.withColumn("number", F.monotonically_increasing_id())
kept = numbered.filter("id > 36").orderBy("id").collect()
for row in kept:
    print("row", row.id, row.number >= 0)
numbers = [row.number for row in kept]
lucky = orders.withColumn("lucky", F.rand()).orderBy("lucky").first().id
print("lucky", lucky)
logging.info("took %d s", time.time() - started)
print("half", orders.filter("id <= 20").count())
