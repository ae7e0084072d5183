"""SparkConf without a JVM."""

import os


class SparkConf:
    """Settings of a Spark application: a dictionary with classic's methods. Most take effect on the server alone."""

    def __init__(self, loadDefaults=True, _jvm=None, _jconf=None):
        self._conf = {}

    def set(self, key, value):
        self._conf[key] = _text(value)
        return self

    def setIfMissing(self, key, value):
        if self.get(key) is None:
            self.set(key, value)
        return self

    def setMaster(self, value):
        return self.set("spark.master", value)

    def setAppName(self, value):
        return self.set("spark.app.name", value)

    def setSparkHome(self, value):
        return self.set("spark.home", value)

    def setExecutorEnv(self, key=None, value=None, pairs=None):
        if (key is not None and pairs is not None) or (key is None and pairs is None):
            raise ValueError("Either pass one key-value pair or a list of pairs")
        for name, setting in pairs if pairs is not None else [(key, value)]:
            self.set("spark.executorEnv.%s" % name, setting)
        return self

    def setAll(self, pairs):
        for key, value in pairs:
            self.set(key, value)
        return self

    def get(self, key, defaultValue=None):
        return self._conf.get(key, defaultValue)

    def getAll(self):
        return list(self._conf.items())

    def contains(self, key):
        return key in self._conf

    def toDebugString(self):
        return "\n".join("%s=%s" % pair for pair in self._conf.items())


def _text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def local_parallelism(master):
    """How many tasks a master `local[...]` runs at once; None for other masters."""
    if master == "local":
        return 1
    if master and master.startswith("local[") and master.endswith("]"):
        count = master[len("local[") : -1].split(",")[0].strip()
        if count == "*":
            return os.cpu_count() or 1
        return int(count) if count.isdigit() else None
    return None
