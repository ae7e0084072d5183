from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql.types import IntegerType, StructField, StructType

schema = StructType([StructField("n", IntegerType())])
df = spark.createDataFrame([("one",)], schema)  # cause
print(df.count())
