from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
df = spark.table("no_such_table_here")  # cause
print(df.filter("id > 3").count())
