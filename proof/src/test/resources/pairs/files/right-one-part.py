# One part file for each folder.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
schema = "city STRING, amount INT, price DOUBLE, day DATE"
sales = spark.read.csv(sys.argv[1] + "/sales.csv", header=True, schema=schema)
good = sales.filter("amount > 0")
good.coalesce(1).write.partitionBy("city").parquet(sys.argv[2] + "/by_city")
good.select("city", "price").write.csv(sys.argv[2] + "/prices", header=True)
good.groupBy("city").count().coalesce(1).write.json(sys.argv[2] + "/counts")
