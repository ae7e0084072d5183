"""What a session and a frame have on Connect too: range, union, stop, filter, foreach, first, take, collect."""

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.appName("range").getOrCreate()
numbers = spark.range(10).union(spark.range(5))
print(numbers.count(), numbers.first()[0], numbers.distinct().count(), len(numbers.take(3)))
print([row[0] for row in numbers.filter("id > 6").orderBy("id").collect()])
evens = numbers.sample(1.0, 3).groupBy((F.col("id") % 2).alias("odd")).agg(F.max("id")).sort("odd")
print(evens.toPandas().to_dict("list"), numbers.coalesce(1).isEmpty())
spark.udf.register("plus", lambda x: x + 1, "long")
print(spark.sql("select plus(1)").first()[0], spark.version, spark.conf.get("spark.sql.session.timeZone") is not None)
spark.stop()
