from pyspark import SparkContext

sc = SparkContext()
print(sc.range(5).collect(), sc.range(2, 10, 3).sum())
squares = sc.range(1, 11).map(lambda n: (n % 3, n * n))
print(sorted(squares.reduceByKey(lambda a, b: a + b).collect()))
print(sorted(squares.groupByKey().mapValues(max).collect()))
print(sc.range(0).isEmpty(), sc.range(4).map(lambda n: n + 1).fold(0, lambda a, b: a + b))
