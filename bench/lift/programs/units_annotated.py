from __future__ import annotations

import sys
from typing import Tuple

from pyspark import RDD, SparkContext
from pyspark.sql import SparkSession


def read(sc: SparkContext, path: str) -> RDD[str]:
    return sc.textFile(path)


def lengths(lines: RDD[str]) -> RDD[Tuple[int, str]]:
    keyed: RDD[Tuple[int, str]] = lines.map(lambda line: (len(line), line))
    return keyed.sortByKey(ascending=False)


def longest(lines: RDD[str], n: int = 3) -> list:
    return [line for _, line in lengths(lines).take(n)]


spark = SparkSession.builder.getOrCreate()
lines = read(spark.sparkContext, sys.argv[1] + "/app.log")
for line in longest(lines):
    print(line)
print(longest(lines.filter(lambda line: "[cart]" in line), n=1))
