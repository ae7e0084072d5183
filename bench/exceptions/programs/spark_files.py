from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
import os
import tempfile

from pyspark import SparkFiles

path = os.path.join(tempfile.mkdtemp(), "rates.csv")
with open(path, "w") as file:
    file.write("a,1\n")
spark.sparkContext.addFile(path)  # cause
with open(SparkFiles.get("rates.csv")) as file:
    print(file.read().strip())
