from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql.functions import col, udf

codes = {"a": 1}
code = udf(lambda name: codes[name], "int")  # cause
df = spark.createDataFrame([("a",), ("b",)], ["name"])
coded = df.withColumn("code", code(col("name")))
summary = coded.groupBy("code").count()
print(summary.collect())
