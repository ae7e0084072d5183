from pyspark import SparkConf, SparkContext
from pyspark.sql import SparkSession

conf = SparkConf().setAppName("job").setMaster("local[2]")
sc = SparkContext(conf=conf)  # cause
spark = SparkSession(sc)
print(spark.range(7).count())
