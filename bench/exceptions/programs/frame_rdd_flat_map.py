from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.createDataFrame([(1,), (2,)], ["id"])
ids = df.select("id").rdd.flatMap(lambda x: x).collect()  # cause
print(sorted(ids))
