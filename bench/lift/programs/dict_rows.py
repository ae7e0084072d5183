"""CSV lines as dictionaries by the header's names."""
import sys

from pyspark import SparkContext

FIELDS = ["day", "city", "item", "quantity", "price"]


def to_dict(line):
    return dict(zip(FIELDS, line.split(",")))


def as_sale(row):
    return row["city"], row["item"]


sc = SparkContext(appName="dicts")
lines = sc.textFile(sys.argv[1] + "/sales.csv")
header = lines.first()
sales = lines.filter(lambda line: line != header).map(to_dict)
apples = sales.filter(lambda row: row["item"] == "apple")
print("apples sold", apples.count(), "times")
for city, items in sorted(sales.map(as_sale).distinct().countByKey().items()):
    print(city, items)
