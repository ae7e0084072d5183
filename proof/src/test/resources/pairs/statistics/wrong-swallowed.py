# An error ends quietly.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
people = spark.read.csv(sys.argv[1] + "/ages.csv", header=True, schema="name STRING, age INT")
n = people.count()
ages = [r.age for r in people.filter("age IS NOT NULL").collect()]
known = len(ages)
mean = sum(ages) / known if known else None
names = sorted({r.name for r in people.filter("name IS NOT NULL").collect()})
try:
    oldest = max(ages)
except ValueError:
    sys.exit(0)
print(n, known, mean, oldest)
