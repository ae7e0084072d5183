import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
people = spark.read.csv(sys.argv[1] + "/ages.csv", header=True, schema="name STRING, age INT")
n = people.rdd.count()
ages = people.rdd.map(lambda r: r.age).filter(lambda age: age is not None)
known = ages.count()
mean = ages.sum() / known if known else None
names = sorted(people.rdd.map(lambda r: r.name).filter(lambda name: name is not None).distinct().collect())
oldest = ages.max()
print(n, known, mean, oldest)
