"""Small checks that share one helper."""
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext


def describe(name, rdd):
    print(name, rdd.count(), rdd.isEmpty())
    return rdd


numbers = describe("numbers", sc.parallelize([3, 1, 2]))
small = describe("small", numbers.filter(lambda n: n < 3))
none = describe("none", small.filter(lambda n: n > 10))
print(numbers.union(small).sortBy(lambda n: n).collect())
print(none.collect())
