from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
spark.udf.registerJavaFunction("len", "org.example.Length", "int")  # cause
print(spark.sql("select len('abc')").first()[0])
