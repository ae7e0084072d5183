"""Looks for several words, one after the other."""
import sys

from pyspark import SparkContext

sc = SparkContext(appName="grep")
lines = sc.textFile(sys.argv[1] + "/app.log").cache()
for word in ["ERROR", "WARN", "timeout", "retrying"]:
    hits = lines.filter(lambda line: word in line)
    print(word, hits.count(), lines.filter(lambda line: word.lower() in line).count())
totals = {word: lines.filter(lambda line: word in line).count() for word in ("auth", "cart")}
print(totals)
lines.unpersist()
sc.stop()
