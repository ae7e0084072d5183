from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.sql import SQLContext

sqlContext = SQLContext(spark.sparkContext)  # cause
df = sqlContext.createDataFrame([(1,), (2,)], ["n"])
df.createOrReplaceTempView("numbers")
print(sqlContext.sql("select sum(n) from numbers").first()[0])
