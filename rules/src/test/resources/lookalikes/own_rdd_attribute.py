"""An attribute called rdd on a class of the program's own."""


class Dataset:
    def __init__(self, rows):
        self.rows = rows
        self.rdd = self

    def map(self, function):
        return Dataset([function(row) for row in self.rows])

    def collect(self):
        return list(self.rows)

    def isEmpty(self):
        return not self.rows

    def getNumPartitions(self):
        return 1


data = Dataset([(1, "a"), (2, "b")])
print(data.rdd.map(lambda row: row[0]).collect())
print(data.rdd.isEmpty(), data.rdd.getNumPartitions())
