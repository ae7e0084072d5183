from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql.functions import udf


@udf("string")
def head(text):
    return text.strip()[0]  # cause


df = spark.createDataFrame([("abc",), (None,)], ["text"])
rows = df.select(head("text").alias("head"))
rows = rows.filter("head is not null")
print(rows.count())
