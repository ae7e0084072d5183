from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext
seen = sc.accumulator(0)


def pair(word):
    seen.add(1)
    return len(word), 1


words = sc.parallelize("pear fig plum apple quince kiwi lime date cherry peach grape lemon mango".split())
lengths = words.map(pair).reduceByKey(lambda a, b: a + b)
print("some", lengths.take(2))
print("seen", seen.value)
print("long", words.filter(lambda word: len(word) > 5).count())
