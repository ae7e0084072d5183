"""Records by user, with keyBy and mapValues over dictionaries."""
import json
import sys

from pyspark import SparkContext

sc = SparkContext(appName="keyed")
records = sc.textFile(sys.argv[1] + "/events.jsonl").map(json.loads)
by_user = records.keyBy(lambda record: record["user"])
kinds = by_user.mapValues(lambda record: record["kind"])
print(sorted(kinds.filter(lambda pair: pair[1] == "refund").keys().distinct().collect()))
for user, count in sorted(kinds.countByKey().items()):
    print(user, count)
