"""Mean amount by kind: sums and counts in pairs, of which the amounts come out of JSON."""
import json
import sys

from pyspark import SparkContext

sc = SparkContext(appName="mean")
rows = sc.textFile(sys.argv[1] + "/events.jsonl").map(json.loads)
amounts = rows.map(lambda r: (r["kind"], (r["amount"], 1)))
totals = amounts.reduceByKey(lambda a, b: (a[0] + b[0], a[1] + b[1]))
means = totals.mapValues(lambda t: t[0] / t[1])
for kind, mean in sorted(means.collect()):
    print(f"{kind:8s} {mean:.2f}")
