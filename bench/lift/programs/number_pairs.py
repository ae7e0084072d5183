import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext
numbers = sc.textFile(sys.argv[1] + "/numbers.txt").map(lambda line: int(line.strip()))
print(numbers.sum(), numbers.max(), numbers.min(), numbers.count())
print(numbers.filter(lambda n: n % 2 == 0).map(lambda n: n * n).collect())
small, large = numbers.filter(lambda n: n < 10), numbers.filter(lambda n: n >= 10)
print(sorted(small.cartesian(large).map(lambda pair: pair[0] * pair[1]).collect()))
