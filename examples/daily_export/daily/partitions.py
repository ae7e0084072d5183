"""Which days there are and how they are written."""

from py4j.protocol import Py4JJavaError
from pyspark.sql import functions as F


def days_of(events):
    days = events.select(F.col("day").cast("string")).distinct().orderBy("day")
    return [day for day in days.rdd.map(lambda row: row[0]).collect() if day is not None]


def write_day(events, day, folder):
    daily = events.where(F.col("day") == day).repartition(1).sortWithinPartitions("event_id")
    try:
        daily.write.mode("append").partitionBy("day").json(folder)
    except Py4JJavaError as error:
        print("could not write", day, str(error).splitlines()[0])
        raise
    return daily.rdd.count()
