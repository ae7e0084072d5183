from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
spark.conf.set("spark.sql.warehouse.dir", "/tmp/warehouse")  # cause
print(spark.range(2).count())
