from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
numbers = spark.sparkContext.parallelize([(i * 7) % 31 for i in range(60)], 6)
distinct = numbers.distinct().collect()
ranked = numbers.sortBy(lambda n: -n).collect()
print(ranked[:5], len(distinct))
for n in distinct:
    print(n)
