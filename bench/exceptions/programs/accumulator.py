from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
seen = spark.sparkContext.accumulator(0)  # cause
spark.range(10).foreach(lambda row: seen.add(1))
print(seen.value)
