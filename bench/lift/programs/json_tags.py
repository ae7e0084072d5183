"""How often each tag is used, from lists inside JSON records."""
import json
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext

events = sc.textFile(sys.argv[1] + "/events.jsonl").map(lambda line: json.loads(line))
tags = events.flatMap(lambda event: event["tags"])
counts = tags.map(lambda tag: (tag, 1)).reduceByKey(lambda x, y: x + y)
for tag, n in counts.takeOrdered(3, key=lambda pair: (-pair[1], pair[0])):
    print(tag, n)
print(tags.distinct().count(), "tags")
