import sys

from pyspark import SparkContext

sc = SparkContext(appName="broadcast")
names = sc.broadcast({"TMAX": "highest", "TMIN": "lowest", "PRCP": "rain"})
readings = sc.textFile(sys.argv[1] + "/stations.csv").map(lambda line: line.split(","))
named = readings.map(lambda f: (names.value.get(f[2], "other"), 1))
for name, n in sorted(named.reduceByKey(lambda a, b: a + b).collect()):
    print(name, n)
