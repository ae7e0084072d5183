"""The extreme lines of a table by a key, and what one city sold."""
import sys

from pyspark import SparkContext


def sale(line):
    day, city, item, quantity, price = line.split(",")
    return city, int(quantity)


sc = SparkContext()
lines = sc.textFile(sys.argv[1] + "/sales.csv")
sales = lines.filter(lambda line: "quantity" not in line).map(sale)
most = sales.max(key=lambda s: s[1])
least = sales.min(lambda s: s[1])
print(most[0], most[1])
print(least)
print(sorted(sales.lookup("Oslo")))
city = "Atlantis"
print(sales.lookup(city))
print(sales.foldByKey(0, lambda a, b: a + b).collectAsMap() == sales.reduceByKey(lambda a, b: a + b).collectAsMap())
