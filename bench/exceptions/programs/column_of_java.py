from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql import functions as F

column = F.col("id")
print(column._jc.toString())  # cause
