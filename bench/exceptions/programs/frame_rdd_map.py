from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.createDataFrame([(1, "a"), (2, "b")], ["id", "name"])
names = df.rdd.map(lambda row: row.name).collect()  # cause
print(sorted(names))
