"""A game of halving: numbers become smaller until one is left."""
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
numbers = spark.sparkContext.parallelize(range(1, 65))
rounds = 0
while numbers.count() > 1:
    numbers = numbers.filter(lambda n: n % 2 == 0).map(lambda n: n * 1)
    rounds += 1
    if rounds == 5:
        break
print(rounds, numbers.collect())
