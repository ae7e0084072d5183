"""Classes of the program's own that are called SparkContext and SQLContext."""


class SparkContext:
    """Facts about an electric spark."""

    def __init__(self, voltage):
        self.voltage = voltage

    def parallelize(self, gaps):
        return [self.voltage / gap for gap in gaps]

    @classmethod
    def getOrCreate(cls):
        return cls(12.0)


class SQLContext:
    def __init__(self, connection):
        self.connection = connection

    def sql(self, text):
        return f"{self.connection}: {text}"


sc = SparkContext.getOrCreate()
print(sc.parallelize([1, 2, 4]), SparkContext(voltage=9.0).parallelize([3]))
sqlContext = SQLContext("sqlite")
print(sqlContext.sql("select 1"))
