from pyspark import SparkContext
from pyspark.sql import SparkSession, SQLContext

sc = SparkContext(appName="legacy")  # cause
sqlContext = SQLContext(sc)
spark = SparkSession.builder.getOrCreate()
df = sqlContext.createDataFrame(sc.parallelize([(1, "x"), (2, "y")]), ["id", "name"])
print(df.rdd.map(lambda row: row[1]).collect())
sc.stop()
