import sys

from pyspark.sql import SparkSession
from pyspark.sql.types import IntegerType, LongType, StringType, StructField, StructType

spark = SparkSession.builder.appName("typed").getOrCreate()
schema = StructType([StructField("word", StringType()), StructField("length", IntegerType()), StructField("one", LongType())])
words = spark.sparkContext.textFile(sys.argv[1] + "/words.txt").flatMap(lambda line: line.split(" "))
frame = spark.createDataFrame(words.map(lambda w: (w, len(w), 1)), schema)
frame.groupBy("length").sum("one").orderBy("length").show()
print(frame.schema.simpleString())
