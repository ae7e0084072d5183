"""Average quantity and the dearest price of each item, by aggregateByKey."""
import sys

from pyspark import SparkContext


def item_and_numbers(line):
    fields = line.split(",")
    return fields[2], int(fields[3])


sc = SparkContext(appName="average by aggregateByKey")
lines = sc.textFile(sys.argv[1] + "/sales.csv")
header = lines.first()
quantities = lines.filter(lambda line: line != header).map(item_and_numbers)
sum_count = quantities.aggregateByKey(
    (0, 0),
    lambda acc, value: (acc[0] + value, acc[1] + 1),
    lambda a, b: (a[0] + b[0], a[1] + b[1]),
)
averages = sum_count.mapValues(lambda pair: pair[0] / pair[1])
for item, average in averages.sortByKey().collect():
    print("%-10s %.2f" % (item, average))
