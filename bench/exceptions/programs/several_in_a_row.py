from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
sc = spark.sparkContext  # cause
sc.setLogLevel("ERROR")
df = spark.createDataFrame([(1, "a"), (2, "b")], ["id", "name"])
if not df.rdd.isEmpty():
    print(df.rdd.getNumPartitions() > 0)
ids = df.select("id").rdd.flatMap(lambda x: x).collect()
print(sorted(ids))
