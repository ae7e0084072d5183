from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
spark.range(3).createOrReplaceTempView("numbers")
print(spark._jsparkSession.catalog().tableExists("numbers"))  # cause
