import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
lines = spark.sparkContext.textFile(sys.argv[1] + "/lines").map(lambda line: (line, len(line)))
schema = "line string, size bigint"
sizes = spark.createDataFrame(lines, schema)
ranked = spark.createDataFrame(lines.sortBy(lambda pair: pair[0]), schema)
single = spark.createDataFrame(lines.sortBy(lambda pair: pair[0], numPartitions=1), schema)
print(sizes.columns, ranked.columns, single.columns)
