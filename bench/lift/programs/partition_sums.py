"""A sum for each partition: what comes out depends on how the data is partitioned."""
from pyspark import SparkContext

sc = SparkContext("local[2]")
numbers = sc.parallelize(range(10), 4)
print(numbers.mapPartitions(lambda part: [sum(part)]).collect())
print(numbers.glom().map(len).collect())
print(numbers.getNumPartitions())
