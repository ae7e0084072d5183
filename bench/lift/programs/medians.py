"""The median number of items by kind of event."""
import json
import statistics
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("medians").getOrCreate()
rdd = spark.sparkContext.textFile(f"{sys.argv[1]}/events.jsonl")
items = rdd.map(lambda line: json.loads(line)).map(lambda event: (event["kind"], event["items"]))
medians = items.groupByKey().mapValues(lambda values: statistics.median_low(values))
for kind, median in sorted(medians.collectAsMap().items()):
    print(kind, median)
