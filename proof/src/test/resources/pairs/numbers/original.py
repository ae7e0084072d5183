import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
numbers = spark.read.schema("id INT, n BIGINT").json(sys.argv[1] + "/numbers.json").filter("n IS NOT NULL")
parts = numbers.rdd.map(lambda r: (r.n % 3, r.n // 2)).collect()
total = numbers.rdd.map(lambda r: r.n).sum()
distinct = sorted(numbers.rdd.map(lambda r: r.n).distinct().collect())
print(total)
