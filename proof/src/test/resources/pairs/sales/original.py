import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.appName("sales").getOrCreate()
schema = "city STRING, amount INT, price DOUBLE, day DATE"
sales = spark.read.csv(sys.argv[1] + "/sales.csv", header=True, schema=schema)
pairs = sales.rdd.map(lambda r: (r.city, r.amount)).collect()
cities = sales.select("city").rdd.flatMap(lambda r: r).collect()
head = sales.rdd.take(2)
rows = sales.rdd.count()
days = [str(d) for d in sales.rdd.map(lambda r: r.day).collect()]
print(rows, days)
spark.stop()
