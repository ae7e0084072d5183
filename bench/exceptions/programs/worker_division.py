from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql.functions import udf


@udf("double")
def ratio(a, b):
    return a / b  # cause


df = spark.createDataFrame([(1, 2), (3, 0)], ["a", "b"])
print(df.select(ratio("a", "b")).collect())
