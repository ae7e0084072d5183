from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from py4j.protocol import Py4JJavaError

try:
    spark.table("no_such_table").count()  # cause
except Py4JJavaError as error:
    print("missing", error.java_exception is not None)
