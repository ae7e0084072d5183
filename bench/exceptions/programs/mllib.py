from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
from pyspark.mllib.linalg import Vectors
from pyspark.mllib.regression import LabeledPoint

points = spark.sparkContext.parallelize([LabeledPoint(1.0, Vectors.dense([1.0, 2.0]))])  # cause
print(points.count())
