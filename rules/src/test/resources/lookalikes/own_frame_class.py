"""df is an object of the program's own class; spark is a parameter with a class of its own."""


class Rows:
    def __init__(self, values):
        self.values = values

    def zipWithIndex(self):
        return [(value, i) for i, value in enumerate(self.values)]


class Frame:
    def __init__(self, values):
        self._values = values
        self._jdf = None

    @property
    def rdd(self):
        return Rows(self._values)


class Engine:
    def __init__(self):
        self.sparkContext = "plug"

    def newSession(self):
        return Engine()


def first_index(df: Frame) -> int:
    return df.rdd.zipWithIndex()[0][1]


def plug(spark: Engine) -> str:
    return spark.newSession().sparkContext


df = Frame(["a", "b"])
print(first_index(df), df._jdf, plug(Engine()))
