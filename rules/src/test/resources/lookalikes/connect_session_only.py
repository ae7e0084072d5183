"""A program written for Connect: the words of classic Spark appear as columns, keys and keyword arguments."""

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.remote("sc://localhost").getOrCreate()
frame = spark.createDataFrame([(1, "x")], ["rdd", "sparkContext"])
frame = frame.withColumn("broadcast", F.col("rdd")).withColumn("accumulator", F.lit(1))
print(frame.select("rdd", F.col("sparkContext"), frame["broadcast"]).collect())
settings = {"sc": spark, "rdd": frame, "_jvm": None}
print(settings["rdd"].count(), settings.get("_jvm"), dict(textFile=1, parallelize=2))
spark.addTag("nightly")
frame.cache().unpersist()
