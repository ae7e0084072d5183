from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
class Report:
    def __init__(self, frame):
        self.frame = frame

    def names(self):
        return [row.name for row in self.frame.rdd.collect()]  # cause


report = Report(spark.createDataFrame([("a",), ("b",)], ["name"]))
print(sorted(report.names()))
