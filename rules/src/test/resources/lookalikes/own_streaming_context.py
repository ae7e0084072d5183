"""A package of the program's own with the words of DStreams and MLlib."""


class StreamingContext:
    def __init__(self, source, seconds):
        self.source, self.seconds = source, seconds

    def socketTextStream(self, host, port):
        return Stream([f"{host}:{port}"])

    def awaitTermination(self):
        return self.seconds


class Stream(list):
    def foreachRDD(self, function):
        return [function(item) for item in self]

    def updateStateByKey(self, function):
        return self


class KMeans:
    @staticmethod
    def train(data, k):
        return sorted(data)[:k]


ssc = StreamingContext("local", 1)
print(ssc.socketTextStream("localhost", 1).updateStateByKey(None).foreachRDD(len), ssc.awaitTermination())
print(KMeans.train([3, 1, 2], 2))
