from pyspark import SparkContext
from pyspark.sql import SparkSession

sc = SparkContext.getOrCreate()  # cause
spark = SparkSession.builder.getOrCreate()
print(sc.version[:2], spark.range(3).count())
