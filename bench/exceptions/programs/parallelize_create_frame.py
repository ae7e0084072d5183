from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql.types import IntegerType, StringType, StructField, StructType

schema = StructType([StructField("name", StringType()), StructField("n", IntegerType())])
rows = spark.sparkContext.parallelize([("a", 1), ("b", 2)])  # cause
df = spark.createDataFrame(rows, schema)
print(df.count())
