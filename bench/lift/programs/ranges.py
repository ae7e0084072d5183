from pyspark import SparkContext

sc = SparkContext()
numbers = sc.parallelize(range(1, 101))
squares = numbers.map(lambda n: n * n)
print(squares.take(5))
print(squares.filter(lambda n: n % 3 == 0).count())
print(numbers.reduce(lambda a, b: a + b), numbers.mean())
print(numbers.map(lambda n: (n % 7, n)).reduceByKey(lambda a, b: max(a, b)).sortByKey().collect())
