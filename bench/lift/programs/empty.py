"""What empty RDDs raise and give."""
from pyspark import SparkContext

sc = SparkContext()
numbers = sc.parallelize([4, 5, 6])
none = numbers.filter(lambda n: n > 10)
print(none.collect(), none.count(), none.sum(), none.take(3), none.isEmpty())
try:
    print(none.first())
except ValueError as e:
    print("first:", e)
try:
    print(none.reduce(lambda a, b: a + b))
except ValueError as e:
    print("reduce:", e)
try:
    print(none.max())
except ValueError as e:
    print("max:", e)
