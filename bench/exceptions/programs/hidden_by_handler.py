from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
def count(frame):
    try:
        return frame.rdd.count()  # cause
    except Exception as error:
        raise RuntimeError("cannot count the rows") from error


print(count(spark.range(11)))
