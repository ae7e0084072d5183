from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
import os
import tempfile

folder = tempfile.mkdtemp()
with open(os.path.join(folder, "a.txt"), "w") as file:
    file.write("one\ntwo\n")
files = spark.sparkContext.wholeTextFiles(folder)  # cause
print([(os.path.basename(path), len(text)) for path, text in files.collect()])
