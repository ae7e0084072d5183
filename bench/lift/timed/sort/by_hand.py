from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def run(folder):
    pass
