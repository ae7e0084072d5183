"""Names of Spark's that mean something else where they are used."""

from pyspark import SparkContext
from pyspark.sql import DataFrame, SparkSession


def areas(shapes):
    class SparkContext:  # hides the imported one in this function
        def __init__(self, factor):
            self.factor = factor

        def range(self, end):
            return [i * self.factor for i in range(end)]

    sc = SparkContext(2)
    return sc.range(shapes)


def widths(frames):
    return [df.width for df in frames if not isinstance(df, DataFrame)]


class Box:
    def __init__(self, width):
        self.width = width
        self.rdd = [width]


def lines(sc: "SparkContext | None" = None):
    sc = [1, 2, 3]
    sc.sort()
    return sc.count(2)


def rebound(spark: SparkSession):
    df = spark.range(3)
    total = df.count()
    df = Box(total)
    return df.rdd


print(areas(3), widths([Box(3)]), lines())
print([sc for sc in ("a", "b")], {rdd: rdd.upper() for rdd in "xy"}, (lambda sc: sc.strip())(" t "))
