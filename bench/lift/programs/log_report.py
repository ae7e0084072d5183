import sys

from pyspark.sql import SparkSession


class Report:
    def __init__(self, spark, folder):
        self.requests = spark.sparkContext.textFile(folder + "/access.log").map(lambda line: line.split(" "))

    def by_status(self):
        return sorted(self.requests.map(lambda f: (f[3], 1)).reduceByKey(lambda a, b: a + b).collect())

    def hosts(self):
        return self.requests.map(lambda f: f[0]).distinct().count()


if __name__ == "__main__":
    report = Report(SparkSession.builder.getOrCreate(), sys.argv[1])
    print(report.by_status())
    print(report.hosts())
