import sys

from pyspark import SparkContext

sc = SparkContext(appName="numbers")
nums = sc.textFile(sys.argv[1] + "/numbers.txt").map(lambda s: int(s))
print(nums.sum(), nums.count(), nums.max(), nums.min())
print(nums.map(lambda x: x * x).reduce(lambda a, b: a + b))
print(nums.filter(lambda x: x % 2 == 0).collect())
print(nums.filter(lambda x: x < 0).map(lambda x: -x).collect())
print(nums.top(3), nums.takeOrdered(2))
