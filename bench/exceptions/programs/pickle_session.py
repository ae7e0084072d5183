from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
class Job:
    def __init__(self, session):
        self.session = session

    def double(self, n):
        return n * 2

    def run(self):
        frame = self.session.range(3)
        return frame.rdd.map(lambda row: self.double(row.id)).collect()  # cause


print(Job(spark).run())
