from pyspark.context import SparkContext
from pyspark.sql.session import SparkSession

sc = SparkContext.getOrCreate()  # cause
spark = SparkSession(sc)
df = spark.createDataFrame([(1, "a"), (2, "b")], ["id", "name"])
print(df.count())
