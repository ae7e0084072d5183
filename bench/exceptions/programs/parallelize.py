from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
numbers = spark.sparkContext.parallelize([1, 2, 3, 4])  # cause
print(numbers.map(lambda n: n * n).sum())
