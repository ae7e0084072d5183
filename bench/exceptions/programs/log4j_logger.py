from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
log4j = spark._jvm.org.apache.log4j  # cause
logger = log4j.LogManager.getLogger("job")
logger.info("started")
print(spark.range(4).count())
