import sys

from pyspark import SparkContext

sc = SparkContext(appName="bytes")


def host_and_bytes(line):
    parts = line.split(" ")
    return parts[0], int(parts[4])


hosts = sc.textFile(sys.argv[1] + "/access.log").map(host_and_bytes).reduceByKey(lambda a, b: a + b).cache()
print(hosts.count())
print(hosts.sortBy(lambda kv: kv[1], ascending=False).first())
print(dict(sorted(hosts.collectAsMap().items())))
