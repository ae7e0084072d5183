from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
millis = spark._jvm.java.lang.System.currentTimeMillis()  # cause
print(millis > 0)
