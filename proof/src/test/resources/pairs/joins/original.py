import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
people = spark.read.csv(sys.argv[1] + "/people.csv", header=True, schema="name STRING, dept STRING")
depts = spark.read.csv(sys.argv[1] + "/depts.csv", header=True, schema="dept STRING, floor INT")
left = people.rdd.map(lambda r: (r.dept, r.name))
right = depts.rdd.map(lambda r: (r.dept, r.floor))
joined = sorted(left.leftOuterJoin(right).collect(), key=repr)
print(len(joined))
