import sys

from pyspark.sql import SparkSession

sc = SparkSession.builder.getOrCreate().sparkContext
lines = sc.textFile(sys.argv[1] + "/app.log")
levels = []
for level in ["INFO", "WARN", "ERROR"]:
    levels.append(lines.filter(lambda line: level in line))
print([rdd.count() for rdd in levels])
