import collections
import sys

from pyspark import SparkConf, SparkContext

sc = SparkContext(conf=SparkConf().setAppName("Ratings"))
lines = sc.textFile(sys.argv[1] + "/ratings.tsv")
ratings = lines.map(lambda x: x.split()[2])
result = ratings.countByValue()
for key, value in collections.OrderedDict(sorted(result.items())).items():
    print("%s %i" % (key, value))
