from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql import HiveContext

hive = HiveContext(spark.sparkContext)  # cause
print(hive.sql("select 1 as one").first()[0])
