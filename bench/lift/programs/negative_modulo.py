from pyspark import SparkContext

sc = SparkContext()
numbers = sc.parallelize([-7, -1, 0, 1, 7])
print(numbers.map(lambda n: n % 3).collect())
print(numbers.map(lambda n: n // 2).collect())
print(numbers.map(lambda n: n / 4).collect())
print(numbers.map(lambda n: (n % 2 == 0, n)).reduceByKey(lambda a, b: a + b).sortByKey().collect())
