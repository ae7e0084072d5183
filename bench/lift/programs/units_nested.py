import sys

from pyspark.sql import SparkSession


def run(spark, folder):
    sc = spark.sparkContext
    base = sc.textFile(folder + "/app.log")

    def level(name):
        return base.filter(lambda line: name in line)

    def show(title, rdd):
        print(title)
        for line in rdd.take(2):
            print("  " + line)

    show("warnings", level("WARN"))
    show("errors", level("ERROR"))
    print(level("INFO").count())


run(SparkSession.builder.getOrCreate(), sys.argv[1])
