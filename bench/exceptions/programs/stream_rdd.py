from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.streaming import StreamingContext

context = StreamingContext(spark.sparkContext, 1)  # cause
print(context is not None)
