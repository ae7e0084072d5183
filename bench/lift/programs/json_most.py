"""The dearest purchase of each user, from JSON lines: the parser's result has no type that can be read off."""
import json
import sys

from pyspark import SparkContext


def parse(line):
    event = json.loads(line)
    return event["user"], event["items"]


sc = SparkContext(appName="spend")
events = sc.textFile(sys.argv[1] + "/events.jsonl").map(parse)
most = events.reduceByKey(max)
for user, items in most.sortByKey().collect():
    print(user, items)
