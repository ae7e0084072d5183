"""A parameter called sc of functions that have nothing to do with Spark, in a file that has a session."""

from dataclasses import dataclass

from pyspark.sql import SparkSession


@dataclass
class Score:
    value: int
    version: str = "v1"

    def union(self, other: "Score") -> "Score":
        return Score(self.value + other.value)

    def runJob(self) -> int:
        return self.value


def best(sc: Score, other: Score) -> int:
    return sc.union(other).runJob()


def label(sc: Score = Score(0)) -> str:
    return sc.version


spark = SparkSession.builder.getOrCreate()
print(best(Score(1), Score(2)), label(), spark.range(1).count())
