"""On which weekdays there were sales, and what the dearest item of each was."""
import datetime
import sys

from pyspark.sql import SparkSession

NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def sale(line):
    day, city, item, quantity, price = line.split(",")
    date = datetime.date.fromisoformat(day)
    return NAMES[date.weekday()], (float(price), item)


spark = SparkSession.builder.getOrCreate()
lines = spark.sparkContext.textFile(sys.argv[1] + "/sales.csv").filter(lambda line: not line.startswith("day"))
dearest = lines.map(sale).groupByKey().mapValues(lambda values: sorted(values)[-1])
for day, (price, item) in sorted(dearest.collect(), key=lambda pair: NAMES.index(pair[0])):
    print(day, item, price)
