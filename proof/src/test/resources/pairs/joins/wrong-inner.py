# People without a department are lost.
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
people = spark.read.csv(sys.argv[1] + "/people.csv", header=True, schema="name STRING, dept STRING")
depts = spark.read.csv(sys.argv[1] + "/depts.csv", header=True, schema="dept STRING, floor INT")
other = depts.withColumnRenamed("dept", "key")
both = people.join(other, people.dept.eqNullSafe(other.key), "inner")
joined = sorted([(r[0], (r[1], r[2])) for r in both.select("dept", "name", "floor").collect()], key=repr)
print(len(joined))
