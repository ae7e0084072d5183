"""Requests by hour of the day, by parsing time stamps."""
import sys
from datetime import datetime
from operator import add

from pyspark import SparkContext


def hour_of(line):
    stamp = datetime.strptime(line[:19], "%Y-%m-%d %H:%M:%S")
    return stamp.hour


sc = SparkContext("local[2]", "hours")
lines = sc.textFile(sys.argv[1] + "/app.log")
hours = lines.filter(lambda line: line.startswith("2024")).map(hour_of)
by_hour = hours.map(lambda hour: (hour, 1)).reduceByKey(add)
for hour, count in by_hour.sortByKey().collect():
    print(f"{hour:02d}:00 {'#' * count}")
