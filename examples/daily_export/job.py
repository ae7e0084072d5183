"""Exports the events of each day into its own partition, and a summary of what was written.

    python job.py --events FOLDER --target FOLDER
"""

import argparse

from daily.partitions import days_of, write_day
from daily.sessions import build_session, view_exists

SCHEMA = "event_id long, user string, kind string, day date"


def run(events_folder, target):
    spark = build_session()
    events = spark.read.schema(SCHEMA).json(f"{events_folder}/events.json")
    events.createOrReplaceTempView("events")
    if not view_exists(spark, "events"):
        raise RuntimeError("the view of events is missing")

    written = [(day, write_day(events, day, f"{target}/events")) for day in days_of(events)]
    print(f"{len(written)} days from Spark {spark.sparkContext.version.split('.')[0]}")
    if not written:
        return

    summary = spark.createDataFrame(spark.sparkContext.parallelize(written), "day string, events long")
    summary.coalesce(1).write.mode("overwrite").csv(f"{target}/summary", header=True)
    kinds = spark.sql("select kind, count(distinct user) users from events group by kind order by kind")
    for kind, users in kinds.rdd.collect():
        print(f"{kind}: {users} users")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", required=True)
    parser.add_argument("--target", required=True)
    options = parser.parse_args()
    run(options.events, options.target)
