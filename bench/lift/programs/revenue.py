import sys

from pyspark.sql import SparkSession


def parse(line):
    day, city, item, quantity, price = line.split(",")
    return city, int(quantity) * float(price)


spark = SparkSession.builder.appName("revenue").getOrCreate()
sc = spark.sparkContext

sales = sc.textFile(sys.argv[1] + "/sales.csv").filter(lambda line: not line.startswith("day,")).map(parse)
best = sales.reduceByKey(lambda a, b: max(a, b))
for city, amount in sorted(best.collect()):
    print(f"{city}: {amount:.2f}")
print(round(sales.values().sum(), 2))
