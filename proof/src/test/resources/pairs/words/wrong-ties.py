# Ties are broken the other way.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
split = F.udf(lambda value: value.split(), "array<string>")
fold = F.udf(lambda w: w.casefold())
counts = (
    spark.read.text(sys.argv[1] + "/words.txt")
    .select(F.explode(split("value")).alias("word"))
    .select(fold("word").alias("word"))
    .groupBy("word")
    .count()
)
common = sorted([(r.word, r[1]) for r in counts.collect()], key=lambda pair: (-pair[1], [-ord(c) for c in pair[0]]))
for word, n in common:
    print(word, n)
counts.orderBy("word").select(F.concat_ws("\t", "word", "count")).write.text(sys.argv[2] + "/counts")
