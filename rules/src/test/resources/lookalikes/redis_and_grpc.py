"""Clients of other systems whose methods are called publish, broadcast, pipe, first and close."""


class Channel:
    def broadcast(self, value):
        return {"value": value}

    def accumulator(self, start):
        return [start]


class Gateway:
    def __init__(self):
        self._jvm = "a field of ours"
        self._gateway = self
        self._jsc = {"hadoopConfiguration": lambda: {}}


sparkContext = Channel()
state = sparkContext.broadcast(3)
total = sparkContext.accumulator(0)
gateway = Gateway()
print(state["value"], total, gateway._gateway._jvm, gateway._jsc["hadoopConfiguration"]())
