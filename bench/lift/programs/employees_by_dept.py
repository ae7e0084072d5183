"""Rows of a DataFrame that is made in the program, as an RDD."""
from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("employees").getOrCreate()
data = [("Ann", "sales", 4200), ("Bob", "it", 5100), ("Cid", "sales", 3900), ("Dot", "it", 5100), ("Eve", "hr", 3600)]
employees = spark.createDataFrame(data, ["name", "dept", "salary"])
by_dept = employees.rdd.map(lambda row: (row.dept, row.salary)).reduceByKey(lambda a, b: a + b)
for dept, total in sorted(by_dept.collect()):
    print(dept, total)
well_paid = employees.rdd.filter(lambda row: row["salary"] > 4000).map(lambda row: row[0])
print(sorted(well_paid.collect()))
print(employees.rdd.map(lambda row: row.salary).max(), employees.rdd.map(lambda row: row.salary).min())
