from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
sc = spark.sparkContext  # cause
sc.setJobGroup("nightly", "the nightly job")
print(spark.range(8).count())
