"""Counts events by kind and user; records stay dictionaries until late."""
import json
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("kinds").getOrCreate()
sc = spark.sparkContext

records = sc.textFile(f"{sys.argv[1]}/events.jsonl").map(json.loads)
sold = records.filter(lambda record: record["kind"] == "buy")
by_user = sold.map(lambda record: (record["user"], record["items"])).reduceByKey(lambda a, b: a + b)
for user, items in by_user.sortBy(lambda pair: (-pair[1], pair[0])).collect():
    print(f"{user}: {items}")
print("first kinds:", records.map(lambda record: record["kind"]).take(5))
