"""None among values and keys, which SQL treats in its own way."""
from pyspark import SparkContext

sc = SparkContext()
pairs = sc.parallelize([("a", 1), ("a", None), ("b", None), (None, 3), (None, 4)])
print(sorted(pairs.groupByKey().mapValues(len).collect(), key=str))
print(pairs.filter(lambda kv: kv[1] is not None).count())
