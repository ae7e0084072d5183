"""Pages by first folder, from the paths of requests."""
import sys
from urllib.parse import urlsplit

from pyspark import SparkContext


def folder(path):
    parts = [part for part in urlsplit(path).path.split("/") if part]
    return parts[0] if len(parts) > 1 else "(root)"


sc = SparkContext(appName="urls")
requests = sc.textFile(sys.argv[1] + "/access.log").map(lambda line: line.split()).filter(lambda parts: len(parts) == 5)
folders = requests.map(lambda parts: folder(parts[2]))
hits = folders.map(lambda name: (name, 1)).reduceByKey(lambda a, b: a + b)
for name, count in hits.sortBy(lambda pair: pair[0]).collect():
    print(name, count)
