from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
import os
import tempfile
from operator import add

folder = tempfile.mkdtemp()
path = os.path.join(folder, "words.txt")
with open(path, "w") as file:
    file.write("a b a\nb c\n")
lines = spark.sparkContext.textFile(path)  # cause
counts = lines.flatMap(lambda line: line.split(" ")).map(lambda word: (word, 1)).reduceByKey(add)
print(sorted(counts.collect()))
