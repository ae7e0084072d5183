"""What users of each town did, by a join of events with a table in the program."""
import json
import sys

from pyspark import SparkContext

TOWNS = [("u1", "Oslo"), ("u2", "Rome"), ("u3", "Oslo"), ("u5", "Lima")]


def main():
    sc = SparkContext(appName="towns")
    events = sc.textFile(sys.argv[1] + "/events.jsonl").map(json.loads)
    kinds = events.map(lambda event: (event["user"], event["kind"]))
    towns = sc.parallelize(TOWNS)
    joined = kinds.join(towns)
    counts = joined.map(lambda row: (row[1], 1)).reduceByKey(lambda a, b: a + b)
    for (kind, town), n in sorted(counts.collect()):
        print(town, kind, n)
    sc.stop()


main()
