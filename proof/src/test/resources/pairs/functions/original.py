"""Functions that others call with a session of theirs."""


def squares(spark, limit=4):
    return spark.sparkContext.parallelize(range(limit)).map(lambda n: n * n).collect()


def parity(session):
    return session.sparkContext.parallelize(range(10)).map(lambda n: ("even", "odd")[n % 2]).countByValue()


def longest(spark, path, top):
    lines = spark.sparkContext.textFile(path)
    return lines.filter(lambda line: line.strip() != "").takeOrdered(top, key=lambda line: (-len(line), line))
