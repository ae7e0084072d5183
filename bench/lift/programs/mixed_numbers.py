"""Amounts that are whole in some records and not in others: a column of floats would print 5.0 for 5."""
import json
import sys

from pyspark import SparkContext

sc = SparkContext(appName="mixed")
orders = sc.textFile(sys.argv[1] + "/orders.jsonl").map(json.loads)
amounts = orders.map(lambda order: order["amount"])
for amount in amounts.collect():
    print(amount)
