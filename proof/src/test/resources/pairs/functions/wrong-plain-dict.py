# A dict for a defaultdict.
"""Functions that others call with a session of theirs."""
from collections import defaultdict


def squares(spark, limit=4):
    return [r.id * r.id for r in spark.range(limit).collect()]


def parity(session):
    counts = {}
    for row in session.range(10).collect():
        name = ("even", "odd")[row.id % 2]
        counts[name] = counts.get(name, 0) + 1
    return counts


def longest(spark, path, top):
    lines = [r.value for r in spark.read.text(path).collect() if r.value.strip() != ""]
    return sorted(lines, key=lambda line: (-len(line), line))[:top]
