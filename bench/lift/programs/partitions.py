import sys

from pyspark import SparkContext


def pairs_of(lines):
    """The first field of each line, and its last."""
    for line in lines:
        if not line:
            continue
        fields = line.split(",")
        yield fields[0], len(fields)


sc = SparkContext(appName="partitions")
lines = sc.textFile(sys.argv[1] + "/sales.csv", 3)
print(sorted(lines.mapPartitions(pairs_of).countByKey().items()))
print(sorted(lines.mapPartitions(lambda part: [line.upper() for line in part if "Oslo" in line]).collect()))
print(lines.mapPartitions(lambda part: (len(line) for line in part)).sum())
