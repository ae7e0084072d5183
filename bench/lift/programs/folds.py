import sys
from operator import add

from pyspark import SparkContext

sc = SparkContext(appName="folds")
lengths = sc.textFile(sys.argv[1] + "/words.txt").map(len)
print(lengths.fold(0, add))
print(lengths.fold(0, max))
total, count = lengths.aggregate(
    (0, 0), lambda acc, n: (acc[0] + n, acc[1] + 1), lambda a, b: (a[0] + b[0], a[1] + b[1])
)
print(total, count, total / count if count else "no lines")
longest, shortest = lengths.aggregate(
    (0, 1000),
    lambda acc, n: (max(acc[0], n), n if n < acc[1] else acc[1]),
    lambda a, b: (max(a[0], b[0]), min(a[1], b[1])),
)
print(longest, shortest)
try:
    print(lengths.filter(lambda n: n > 5000).map(lambda n: (n, n)).reduce(lambda a, b: (a[0] + b[0], max(a[1], b[1]))))
except ValueError as problem:
    print("nothing:", problem)
