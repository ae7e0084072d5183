from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.range(0, 10, 1, 2)
sizes = df.rdd.mapPartitions(lambda rows: [sum(1 for _ in rows)]).collect()  # cause
print(sum(sizes))
