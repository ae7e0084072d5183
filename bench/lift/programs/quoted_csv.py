"""CSV with quoted fields, by the csv module."""
import csv
import sys

from pyspark.sql import SparkSession


def fields(line):
    return next(csv.reader([line]))


spark = SparkSession.builder.appName("quoted").getOrCreate()
sc = spark.sparkContext
rows = sc.textFile(sys.argv[1] + "/books.csv").map(fields)
titles = rows.map(lambda row: (row[1], row[0]))
for author, books in sorted(titles.groupByKey().mapValues(sorted).collect()):
    print(author + ":", "; ".join(books))
