"""A job as a class that keeps its data."""
import sys

from pyspark.sql import SparkSession


class LogReport:
    def __init__(self, spark, path):
        self.lines = spark.sparkContext.textFile(path)
        self.errors = self.lines.filter(lambda line: " ERROR " in line).cache()

    def level(self, name):
        return self.lines.filter(lambda line: name in line).count()

    def latest(self, n):
        return self.errors.sortBy(lambda line: line, ascending=False).take(n)

    def run(self):
        for name in ("INFO", "WARN", "ERROR"):
            print(name, self.level(name))
        for line in self.latest(3):
            print(line)


if __name__ == "__main__":
    session = SparkSession.builder.appName("report").getOrCreate()
    LogReport(session, sys.argv[1] + "/app.log").run()
    session.stop()
