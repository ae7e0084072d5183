"""Users that have bought and those that only looked."""
import json
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("users").getOrCreate()
events = spark.sparkContext.textFile(sys.argv[1] + "/events.jsonl").map(json.loads).cache()
buyers = events.filter(lambda e: e["kind"] == "buy").map(lambda e: e["user"]).distinct()
everyone = events.map(lambda e: e["user"]).distinct()
print("buyers:", sorted(buyers.collect()))
print("everyone:", sorted(everyone.collect()))
print("refunds:", events.filter(lambda e: e["kind"] == "refund" and e["amount"] > 20).count())
