"""broadcast of pyspark.sql.functions marks a frame for a join; it is no broadcast variable."""

from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.functions import broadcast

spark = SparkSession.builder.getOrCreate()
orders = spark.createDataFrame([(1, "a"), (2, "b")], ["id", "code"])
names = spark.createDataFrame([("a", "first")], ["code", "name"])
print(orders.join(broadcast(names), "code", "left").count())
print(orders.join(F.broadcast(names), "code").select("id", "name").collect())
