from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql.functions import udf

prices = spark.sparkContext.broadcast({"a": 1.5, "b": 2.0})  # cause


@udf("double")
def price(name):
    return prices.value.get(name, 0.0)


df = spark.createDataFrame([("a",), ("b",), ("c",)], ["name"])
print([row[0] for row in df.select(price("name")).collect()])
