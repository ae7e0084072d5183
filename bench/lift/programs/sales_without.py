import sys

from pyspark import SparkContext

sc = SparkContext()
lines = sc.textFile(sys.argv[1] + "/sales.csv").filter(lambda l: not l.startswith("day,"))
cities = lines.map(lambda l: (l.split(",")[1], 1))
closed = sc.parallelize([("Rome", "2023"), ("Pisa", "2022")])
open_cities = cities.subtractByKey(closed).reduceByKey(lambda a, b: a + b)
for city, sales in sorted(open_cities.collect()):
    print(city, sales)
