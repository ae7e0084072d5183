import sys

from pyspark import SparkContext

sc = SparkContext(appName="errors")
log = sc.textFile(sys.argv[1] + "/access.log")
errors = log.filter(lambda l: " 404 " in l or " 500 " in l)
print("errors:", errors.count())
for line in errors.collect():
    print(line)
print("gets:", log.filter(lambda l: "GET" in l and not l.endswith(" 0")).count())
