# Split on the driver.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from collections import Counter

spark = SparkSession.builder.getOrCreate()
lines = spark.read.text(sys.argv[1] + "/words.txt").collect()
words = Counter(word.casefold() for line in lines for word in line.value.split())
for word, n in sorted(words.items(), key=lambda pair: (-pair[1], pair[0])):
    print(word, n)
text = spark.createDataFrame([("%s\t%d" % pair,) for pair in sorted(words.items())], "value STRING")
text.coalesce(1).write.text(sys.argv[2] + "/counts")
