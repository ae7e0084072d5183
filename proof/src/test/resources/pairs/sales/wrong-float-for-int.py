# Amounts become floats.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.appName("sales").getOrCreate()
schema = "city STRING, amount INT, price DOUBLE, day DATE"
sales = spark.read.csv(sys.argv[1] + "/sales.csv", header=True, schema=schema)
pairs = [tuple(r) for r in sales.select("city", sales.amount.cast("double")).collect()]
cities = [r.city for r in sales.select("city").collect()]
head = sales.take(2)
rows = sales.count()
days = [str(r.day) for r in sales.select("day").collect()]
print(rows, days)
spark.stop()
