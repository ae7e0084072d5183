from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql.functions import udf

rates = spark.createDataFrame([("a", 2), ("b", 3)], ["name", "rate"])


@udf("long")
def rate(name):
    return rates.filter(rates.name == name).first().rate  # cause


df = spark.createDataFrame([("a",)], ["name"])
print(df.select(rate("name")).first()[0])
