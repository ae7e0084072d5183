from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
sc = spark.sparkContext  # cause
df = sc.parallelize([("a", 1), ("b", 2)]).toDF(["name", "n"])
print(sorted((row.name, row.n) for row in df.collect()))
