"""Words in buckets by a digest, so that the buckets are the same everywhere."""
import hashlib
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("buckets").getOrCreate()
sc = spark.sparkContext


def digest(word):
    return hashlib.md5(word.encode("utf-8")).hexdigest()


words = sc.textFile(sys.argv[1] + "/words.txt").flatMap(lambda line: line.split())
bucketed = words.map(lambda word: (digest(word)[0], word)).distinct()
sizes = bucketed.mapValues(lambda word: 1).reduceByKey(lambda a, b: a + b)
for bucket, size in sizes.sortByKey().take(10):
    print(bucket, size)
