from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql.column import _to_java_column, _to_seq  # cause

print(spark.range(3).count(), _to_java_column is not None)
