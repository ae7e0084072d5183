# SQL's div truncates.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
numbers = spark.read.schema("id INT, n BIGINT").json(sys.argv[1] + "/numbers.json").filter("n IS NOT NULL")
modulo = F.expr("pmod(n, 3)")
half = F.expr("n div 2")
parts = [tuple(r) for r in numbers.select(modulo, half).collect()]
total = sum(r.n for r in numbers.collect())
distinct = sorted({r.n for r in numbers.collect()})
print(total)
