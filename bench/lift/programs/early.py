"""A function whose result is not used, but whose failure shows."""
from pyspark import SparkContext

sc = SparkContext()
words = sc.parallelize(["1", "2", "three"])
numbers = words.map(lambda word: int(word))
try:
    print(numbers.count())
except Exception as e:
    print("failed")
