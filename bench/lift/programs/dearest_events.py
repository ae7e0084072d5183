"""The three dearest events, from records that are dictionaries up to the end."""
import json
import sys

from pyspark import SparkContext

sc = SparkContext(appName="dearest")
records = sc.textFile(sys.argv[1] + "/events.jsonl").map(json.loads)
priced = records.filter(lambda record: record["kind"] != "view").map(lambda record: (record["id"], record["kind"], record["items"]))
for number, kind, items in priced.takeOrdered(3, key=lambda row: (-row[2], row[0])):
    print(number, kind, items)
