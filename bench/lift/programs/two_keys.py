import sys
from operator import itemgetter

from pyspark import SparkContext

sc = SparkContext()
sales = sc.textFile(sys.argv[1] + "/sales.csv").filter(lambda l: "price" not in l).map(lambda l: l.split(","))
by_city_and_item = sales.map(lambda f: ((f[1], f[2]), int(f[3]))).reduceByKey(lambda a, b: a + b)
for (city, item), n in sorted(by_city_and_item.collect()):
    print(city, item, n)
by_city = by_city_and_item.map(lambda p: (p[0][0], p[1])).groupByKey().mapValues(len)
print(sorted(by_city.collect(), key=itemgetter(0)))
