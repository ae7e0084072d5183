"""The slowest request of each service, by a regular expression with named groups."""
import re
import sys

from pyspark.sql import SparkSession

PATTERN = re.compile(r"^(?P<day>\S+) (?P<time>\S+) (?P<level>\w+) \[(?P<service>\w+)\].*took=(?P<took>\d+)ms$")


def main(path):
    spark = SparkSession.builder.appName("slowest").getOrCreate()
    sc = spark.sparkContext
    matches = sc.textFile(path).map(PATTERN.match).filter(lambda match: match)
    took = matches.map(lambda match: (match["service"], int(match["took"])))
    slowest = took.reduceByKey(max).collectAsMap()
    for service in sorted(slowest):
        print(service, slowest[service], "ms")
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1] + "/app.log")
