"""Functions that read variables: one that stays as it is, one that changes before the job runs."""
from pyspark import SparkContext

sc = SparkContext()
limit = 3
numbers = sc.parallelize([1, 2, 3, 4, 5])
print(numbers.filter(lambda n: n > limit).collect())
factor = 2
scaled = sc.parallelize([1, 2, 3]).map(lambda n: n * factor)
factor = 10
print(scaled.collect())
