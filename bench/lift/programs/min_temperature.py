"""The lowest temperature of each station."""
import sys

from pyspark import SparkConf, SparkContext

conf = SparkConf().setMaster("local").setAppName("MinTemperatures")
sc = SparkContext(conf=conf)


def parseLine(line):
    fields = line.split(",")
    return (fields[0], fields[2], int(fields[3]))


lines = sc.textFile(sys.argv[1] + "/stations.csv")
parsed = lines.map(parseLine)
lows = parsed.filter(lambda x: "TMIN" in x[1])
stations = lows.map(lambda x: (x[0], x[2]))
minimum = stations.reduceByKey(lambda x, y: min(x, y))
for station, degrees in sorted(minimum.collect()):
    print(station + "\t" + str(degrees))
