"""Sessions of users: events less than a day apart belong together."""
import json
import sys
from datetime import datetime

from pyspark.sql import SparkSession

GAP = 24 * 3600


def parse(line):
    event = json.loads(line)
    return event["user"], int((datetime.fromisoformat(event["at"]) - datetime(2024, 1, 1)).total_seconds())


def sessions(times):
    ordered = sorted(times)
    count = 1 if ordered else 0
    for before, after in zip(ordered, ordered[1:]):
        if after - before > GAP:
            count += 1
    return count


spark = SparkSession.builder.appName("sessions").getOrCreate()
events = spark.sparkContext.textFile(sys.argv[1] + "/events.jsonl").map(parse)
per_user = events.groupByKey().mapValues(sessions)
for user, count in sorted(per_user.collect()):
    print(user, count)
