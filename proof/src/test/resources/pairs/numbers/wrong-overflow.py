# SQL's bigint overflows.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
numbers = spark.read.schema("id INT, n BIGINT").json(sys.argv[1] + "/numbers.json").filter("n IS NOT NULL")
modulo = F.expr("pmod(n, 3)")
half = F.expr("n div 2 - CASE WHEN n % 2 < 0 THEN 1 ELSE 0 END")
parts = [tuple(r) for r in numbers.select(modulo, half).collect()]
total = numbers.agg(F.coalesce(F.sum("n"), F.lit(0))).first()[0]
distinct = sorted({r.n for r in numbers.collect()})
print(total)
