import sys

from pyspark import SparkContext

sc = SparkContext()
prices = sc.textFile(sys.argv[1] + "/stations.csv").map(lambda l: int(l.split(",")[3]))
if not prices.isEmpty():
    print("%.4f %.4f" % (prices.stdev(), prices.variance()))
    print("%.4f" % prices.mean())
print(str(prices.filter(lambda p: p > 10**9).stdev()))
print(str(prices.filter(lambda p: p > 10**9).sampleVariance()))
