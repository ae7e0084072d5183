"""Only the last word counts: the filters are computed when the loop is over."""
import sys

from pyspark import SparkContext

sc = SparkContext(appName="late")
lines = sc.textFile(sys.argv[1] + "/app.log")
for word in ["INFO", "WARN", "cart"]:
    needle = "" + word
    lines = lines.filter(lambda line: needle not in line)
print(lines.count())
