from operator import add

from pyspark import SparkContext

sc = SparkContext(appName="totals")
pairs = sc.parallelize([("a", 1), ("b", 2), ("a", 3), ("c", -4), ("b", 0)], 3)
total = pairs.map(lambda p: p[1]).reduce(add)
print(total, pairs.values().sum(), pairs.values().fold(0, add))
sum_and_count = pairs.values().map(lambda v: (v, 1)).reduce(lambda x, y: (x[0] + y[0], x[1] + y[1]))
print(sum_and_count, sum_and_count[0] / sum_and_count[1])
least, most = pairs.values().aggregate((99, -99), lambda acc, v: (min(acc[0], v), max(acc[1], v)), lambda x, y: (min(x[0], y[0]), max(x[1], y[1])))
print(least, most)
print(pairs.keys().distinct().count(), sorted(pairs.keys().countByValue().items()))
print(sorted(pairs.groupByKey().mapValues(lambda vs: sum(vs) / len(vs)).collect()))
print(sorted(pairs.groupByKey().mapValues(sum).collect()), sorted(pairs.groupByKey().mapValues(list).mapValues(len).collect()))
