"""The lowest temperature at each station, in degrees Fahrenheit."""

import sys

from pyspark import SparkConf, SparkContext

conf = SparkConf().setMaster("local").setAppName("MinTemperatures")
sc = SparkContext(conf=conf)


def parse_line(line):
    fields = line.split(",")
    station = fields[0]
    kind = fields[2]
    temperature = float(fields[3]) * 0.1 * (9.0 / 5.0) + 32.0
    return (station, kind, temperature)


lines = sc.textFile(sys.argv[1] + "/stations.csv")
parsed = lines.map(parse_line)
lowest = parsed.filter(lambda x: x[1] == "TMIN").map(lambda x: (x[0], x[2])).reduceByKey(lambda x, y: min(x, y))
for station, temperature in sorted(lowest.collect()):
    print(station + "\t{:.2f}F".format(temperature))
