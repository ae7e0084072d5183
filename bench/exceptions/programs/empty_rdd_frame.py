from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql.types import LongType, StructField, StructType

schema = StructType([StructField("id", LongType())])
df = spark.createDataFrame(spark.sparkContext.emptyRDD(), schema)  # cause
print(df.count(), df.columns)
