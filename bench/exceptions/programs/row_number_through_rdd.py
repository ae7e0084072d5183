from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.createDataFrame([("a",), ("b",)], ["name"]).coalesce(1)
numbered = df.rdd.zipWithIndex().map(lambda pair: (pair[1], pair[0].name)).collect()  # cause
print(sorted(numbered))
