from pyspark.sql import SparkSession
from pyspark.sql.functions import udf


@udf("string")  # cause
def shout(text):
    return text.upper() if text else None


spark = SparkSession.builder.getOrCreate()
df = spark.createDataFrame([("a",), (None,)], ["name"])
print([row[0] for row in df.select(shout("name")).collect()])
