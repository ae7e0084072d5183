"""Stand-ins for what programs ask of the JVM: `_jvm`, `_jsc`, `_jdf`, `_jsparkSession`, `_gateway`.

Each Java class that is known has a stand-in with the members below and no others. Every use is recorded; a name without
a stand-in raises one error with the Java path, the line of the program and what to do. Nothing answers by accident.
"""

import datetime
import importlib
import logging
import os
import sys
import threading
import time
import uuid

from reconnect_runtime import tracing
from reconnect_runtime.compat import active_session
from reconnect_runtime.errors import java_error, unsupported

_ADVICE = {
    "java.sql": "use a Python driver, or spark.read.format('jdbc')",
    "org.apache.hadoop.fs": "only the common calls have a stand-in; fsspec or pyarrow.fs read and write files from Python",
    "org.apache.spark.scheduler": "a client of Spark Connect is not told of jobs, stages and executors",
    "org.apache.spark.sql": "use the DataFrame API, or expose the class as a function with spark.udf.registerJavaFunction",
    "io.delta": "use the Python API of delta-spark",
    "com.databricks.spark.xml": "Spark 4 has from_xml and read.xml built in",
}
_DEFAULT_ADVICE = "use Python or the DataFrame API instead, or spark.udf.registerJavaFunction for a function of a jar"


def _site():
    """File and line of the program that is asking."""
    frame = sys._getframe(1)
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name.split(".", 1)[0] not in ("reconnect_runtime", "pyspark", "py4j"):
            return "%s:%d" % (frame.f_code.co_filename, frame.f_lineno)
        frame = frame.f_back
    return "unknown"


def _missing(path):
    advice = _DEFAULT_ADVICE
    for prefix, text in _ADVICE.items():
        if path.startswith(prefix):
            advice = text
    site = _site()
    tracing.jvm(path, None)
    return unsupported("%s (%s)" % (path, site), "there is no JVM on this side of Spark Connect", advice)


class JavaObject:
    """An object of a Java class; what the stand-in does not have raises."""

    _java = "java.lang.Object"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise _missing("%s.%s" % (self._java, name))

    def toString(self):
        return str(self)

    def getClass(self):
        return _JavaClass(self._java)


class _JavaClass(JavaObject):
    _java = "java.lang.Class"

    def __init__(self, name):
        self._name = name

    def getName(self):
        return self._name

    def getSimpleName(self):
        return self._name.rsplit(".", 1)[-1]

    def __str__(self):
        return "class " + self._name


class JavaPath:
    """A dotted name below `_jvm` that is a package, or a class or member that has no stand-in."""

    def __init__(self, view, path):
        self._view = view
        self._path = path

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._view._find("%s.%s" % (self._path, name))

    def __call__(self, *arguments):
        raise _missing(self._path)

    def __iter__(self):
        raise _missing(self._path)

    def __bool__(self):
        raise _missing(self._path)

    def __repr__(self):
        return "JavaPath(%s)" % self._path


class JavaView:
    """`_jvm`."""

    _DEFAULT = ("java.lang.", "org.apache.spark.api.python.", "org.apache.spark.sql.api.python.", "org.apache.spark.")

    def __init__(self, session):
        self._session = session
        self._imported = []

    def _import(self, name):
        self._imported.append(name)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        for imported in self._imported:
            if imported.endswith(".*"):
                imported = imported[:-1] + name
            if imported.rsplit(".", 1)[-1] == name and imported in _CLASSES:
                return self._find(imported)
        for prefix in self._DEFAULT:
            if prefix + name in _CLASSES:
                return self._find(prefix + name)
        for imported in self._imported:
            if imported.rsplit(".", 1)[-1] == name:
                return JavaPath(self, imported)
        return self._find(name)

    def _find(self, path):
        found = _CLASSES.get(path)
        if found is None:
            return JavaPath(self, path)
        tracing.jvm(path, found.__name__)
        return found

    def __dir__(self):
        return sorted(_CLASSES)


def importer(original):
    """`java_import`: for stand-ins it notes the name, anything else goes to py4j."""

    def java_import(jvm_view, import_str):
        if isinstance(jvm_view, JavaView):
            jvm_view._import(import_str)
        elif original is not None:
            original(jvm_view, import_str)
        else:
            raise _missing(import_str)

    return java_import


class Gateway(JavaObject):
    """`_gateway`."""

    _java = "py4j.java_gateway.JavaGateway"

    def __init__(self, session):
        self.jvm = view_of(session)

    def new_array(self, java_class, *sizes):
        if len(sizes) == 1:
            return JavaArray([None] * sizes[0])
        return JavaArray([self.new_array(java_class, *sizes[1:]) for _ in range(sizes[0])])


# java.lang, java.util, java.net


class JavaArray(list):
    _java = "array"

    @property
    def length(self):
        return len(self)


class ArrayList(list):
    _java = "java.util.ArrayList"

    def add(self, *arguments):
        self.append(arguments[-1]) if len(arguments) == 1 else self.insert(*arguments)
        return True

    def addAll(self, values):
        self.extend(values)
        return True

    def get(self, index):
        if not 0 <= index < len(self):
            raise java_error(
                "java.lang.IndexOutOfBoundsException", "Index %d out of bounds for length %d" % (index, len(self))
            )
        return self[index]

    def set(self, index, value):
        old, self[index] = self.get(index), value
        return old

    def size(self):
        return len(self)

    length = size
    apply = get

    def isEmpty(self):
        return not self

    def contains(self, value):
        return value in self

    def toArray(self):
        return JavaArray(self)

    def toSeq(self):
        return self

    toList = toSeq

    def toString(self):
        return "[%s]" % ", ".join(map(_text, self))

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise _missing("%s.%s" % (self._java, name))


class HashSet(set):
    _java = "java.util.HashSet"

    def contains(self, value):
        return value in self

    def size(self):
        return len(self)

    def isEmpty(self):
        return not self


class HashMap(dict):
    _java = "java.util.HashMap"

    def put(self, key, value):
        old = dict.get(self, key)
        self[key] = value
        return old

    def putAll(self, values):
        self.update(values)

    def containsKey(self, key):
        return key in self

    def getOrDefault(self, key, default):
        return dict.get(self, key, default)

    def size(self):
        return len(self)

    def isEmpty(self):
        return not self

    def keySet(self):
        return set(self)

    def remove(self, key):
        return self.pop(key, None)

    def toString(self):
        return "{%s}" % ", ".join("%s=%s" % (_text(key), _text(value)) for key, value in self.items())

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise _missing("%s.%s" % (self._java, name))


def _text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return "null" if value is None else str(value)


class Static(type):
    """The type of Java classes with static members: one that is not there raises with its path."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise _missing("%s.%s" % (cls._java, name))


class System(metaclass=Static):
    _java = "java.lang.System"
    _properties = {}

    @staticmethod
    def currentTimeMillis():
        return int(time.time() * 1000)

    @staticmethod
    def nanoTime():
        return time.perf_counter_ns()

    @staticmethod
    def getenv(name=None):
        return HashMap(os.environ) if name is None else os.environ.get(name)

    @classmethod
    def getProperty(cls, name, default=None):
        """Properties that the program has set, those that say where it runs, and what the server says of its JVM."""
        known = {
            "user.name": os.environ.get("USER") or "root",
            "user.home": os.path.expanduser("~"),
            "user.dir": os.getcwd(),
            "java.io.tmpdir": __import__("tempfile").gettempdir(),
            "line.separator": os.linesep,
            "file.separator": os.sep,
            "path.separator": os.pathsep,
            "user.timezone": os.environ.get("TZ", ""),
        }
        known.update(cls._properties)
        if name in known:
            return known[name]
        if name.startswith(("java.", "os.", "sun.")):
            return _server_property(name, default)
        return default

    @classmethod
    def setProperty(cls, name, value):
        old = cls._properties.get(name)
        cls._properties[name] = value
        return old

    @staticmethod
    def lineSeparator():
        return os.linesep

    @staticmethod
    def gc():
        __import__("gc").collect()


class Thread(metaclass=Static):
    _java = "java.lang.Thread"

    @staticmethod
    def sleep(millis):
        time.sleep(millis / 1000)


class Integer(metaclass=Static):
    _java = "java.lang.Integer"
    MAX_VALUE = 2**31 - 1
    MIN_VALUE = -(2**31)

    @staticmethod
    def parseInt(text):
        return int(text)

    valueOf = parseInt


class Long(metaclass=Static):
    _java = "java.lang.Long"
    MAX_VALUE = 2**63 - 1
    MIN_VALUE = -(2**63)

    @staticmethod
    def parseLong(text):
        return int(text)

    valueOf = parseLong


class String(metaclass=Static):
    """As the element type of an array."""

    _java = "java.lang.String"

    @staticmethod
    def valueOf(value):
        return _text(value)


class UUID(JavaObject, metaclass=Static):
    _java = "java.util.UUID"

    def __init__(self, value):
        self._value = value

    @classmethod
    def randomUUID(cls):
        return cls(uuid.uuid4())

    @classmethod
    def fromString(cls, text):
        return cls(uuid.UUID(text))

    def __str__(self):
        return str(self._value)

    def __eq__(self, other):
        return isinstance(other, UUID) and self._value == other._value

    def __hash__(self):
        return hash(self._value)


class TimeZone(JavaObject, metaclass=Static):
    """The default zone is the client's; the session's is set with it, as a classic program means both."""

    _java = "java.util.TimeZone"
    _default = None

    def __init__(self, name):
        self._name = name

    @classmethod
    def getTimeZone(cls, name):
        return cls(name)

    @classmethod
    def getDefault(cls):
        if cls._default is not None:
            return cls._default
        session = active_session()
        if session is not None:
            return cls(session.conf.get("spark.sql.session.timeZone"))
        return cls(os.environ.get("TZ") or datetime.datetime.now().astimezone().tzname())

    @classmethod
    def setDefault(cls, zone):
        cls._default = zone
        session = active_session()
        if session is not None:
            session.conf.set("spark.sql.session.timeZone", zone._name)

    def getID(self):
        return self._name

    def __str__(self):
        return self._name


def _server_property(name, default):
    """A property of the JVM that runs the server's tasks, as a string; ``default`` where it has none.

    Raises UnsupportedOnConnect where there is no session, or no ``reflect`` on the server.
    ``reflect`` gives texts: "null" for null (catalyst's CallMethodViaReflection).
    """
    from pyspark.errors import AnalysisException

    session = active_session()
    if session is None:
        raise _missing("java.lang.System.getProperty(%r)" % name)
    try:
        value = session.sql("SELECT reflect('java.lang.System', 'getProperty', ?)", args=[name]).first()[0]
    except AnalysisException as error:
        raise _missing("java.lang.System.getProperty(%r)" % name) from error
    return default if value == "null" else value


class URI(JavaObject, metaclass=Static):
    _java = "java.net.URI"

    def __init__(self, text):
        self._text = text

    @classmethod
    def create(cls, text):
        return cls(text)

    def getScheme(self):
        scheme, colon, _ = self._text.partition(":")
        return scheme if colon and "/" not in scheme else None

    def getHost(self):
        return _parsed(self._text).hostname

    def getPath(self):
        return _parsed(self._text).path

    def getAuthority(self):
        return _parsed(self._text).netloc or None

    def __str__(self):
        return self._text


def _parsed(text):
    from urllib.parse import urlparse

    return urlparse(text)


# Spark's own helpers


class PythonUtils(metaclass=Static):
    _java = "org.apache.spark.api.python.PythonUtils"

    @staticmethod
    def toSeq(values):
        return ArrayList(values)

    toList = toArray = toSeq

    @staticmethod
    def toScalaMap(values):
        return HashMap(values)


class PythonSQLUtils(metaclass=Static):
    _java = "org.apache.spark.sql.api.python.PythonSQLUtils"

    @staticmethod
    def parseDataType(text):
        return _data_type(text)

    @staticmethod
    def isTimestampNTZPreferred():
        session = active_session()
        return session is not None and session.conf.get("spark.sql.timestampType", None) == "TIMESTAMP_NTZ"


class JavaConverters(metaclass=Static):
    """Containers are Python's on this side, whatever language they are converted to."""

    _java = "scala.collection.JavaConverters"

    @staticmethod
    def asScalaBuffer(values):
        return ArrayList(values)

    seqAsJavaList = asScalaBufferConverter = asScalaIterator = asScalaBuffer

    @staticmethod
    def mapAsScalaMap(values):
        return HashMap(values)

    mapAsJavaMap = mapAsScalaMap


class Option(JavaObject, metaclass=Static):
    _java = "scala.Option"

    def __init__(self, value):
        self._value = value

    @classmethod
    def apply(cls, value):
        return cls(value)

    def isDefined(self):
        return self._value is not None

    def isEmpty(self):
        return self._value is None

    def get(self):
        if self._value is None:
            raise java_error("java.util.NoSuchElementException", "None.get")
        return self._value

    def getOrElse(self, default):
        return default if self._value is None else self._value

    def __str__(self):
        return "None" if self._value is None else "Some(%s)" % self._value


class DataTypeObject(JavaObject):
    _java = "org.apache.spark.sql.types.DataType"

    def __init__(self, kind):
        self._kind = kind

    def json(self):
        """Keys in Java's order; `DataType.json` of Python sorts them."""
        import json

        return json.dumps(self._kind.jsonValue(), separators=(",", ":"))

    def simpleString(self):
        return self._kind.simpleString()

    typeName = catalogString = sql = simpleString

    def treeString(self):
        return self._kind.treeString()

    def __str__(self):
        return self.simpleString()


def _data_type(text):
    """From JSON or DDL."""
    import json

    from pyspark.sql import types

    try:
        return DataTypeObject(types._parse_datatype_json_value(json.loads(text)))
    except ValueError:
        session = active_session()
        return DataTypeObject(session.client._analyze(method="ddl_parse", ddl_string=text).parsed)


# Logging


class Level(JavaObject, metaclass=Static):
    _java = "org.apache.log4j.Level"
    _NUMBERS = {
        "OFF": logging.CRITICAL + 10,
        "FATAL": logging.CRITICAL,
        "ERROR": logging.ERROR,
        "WARN": logging.WARNING,
        "INFO": logging.INFO,
        "DEBUG": logging.DEBUG,
        "TRACE": 5,
        "ALL": 1,
    }

    def __init__(self, name):
        self._name = name

    @classmethod
    def toLevel(cls, name):
        return getattr(cls, name.upper())

    def __str__(self):
        return self._name


for _name in Level._NUMBERS:
    setattr(Level, _name, Level(_name))


class Logger(JavaObject, metaclass=Static):
    """A log4j logger whose messages go to Python's logger of the same name."""

    _java = "org.apache.log4j.Logger"

    def __init__(self, name):
        self._logger = logging.getLogger(name or None)
        self._level = None

    @classmethod
    def getLogger(cls, name):
        return cls(name.getName() if isinstance(name, _JavaClass) else getattr(name, "_java", name))

    @classmethod
    def getRootLogger(cls):
        return cls("")

    def getName(self):
        return self._logger.name

    def setLevel(self, level):
        self._level = level
        # Libraries of Java are silenced by name; Python's root logger is the program's own and stays.
        if self._logger is not logging.getLogger():
            self._logger.setLevel(Level._NUMBERS[str(level)])

    def getLevel(self):
        return self._level

    def trace(self, message):
        self._logger.log(5, "%s", message)

    def debug(self, message):
        self._logger.debug("%s", message)

    def info(self, message):
        self._logger.info("%s", message)

    def warn(self, message):
        self._logger.warning("%s", message)

    def error(self, message):
        self._logger.error("%s", message)

    def fatal(self, message):
        self._logger.critical("%s", message)

    def isDebugEnabled(self):
        return self._logger.isEnabledFor(logging.DEBUG)

    def isInfoEnabled(self):
        return self._logger.isEnabledFor(logging.INFO)


class Configurator(metaclass=Static):
    _java = "org.apache.logging.log4j.core.config.Configurator"

    @staticmethod
    def setLevel(name, level):
        Logger.getLogger(name).setLevel(level)

    @staticmethod
    def setRootLevel(level):
        Logger.getRootLogger().setLevel(level)


# The session and its objects


class SessionConf(JavaObject):
    _java = "org.apache.spark.sql.RuntimeConfig"

    def __init__(self, session):
        self._session = session

    def get(self, key, *default):
        return self._session.conf.get(key, *default)

    def set(self, key, value):
        self._session.conf.set(key, value)

    def unset(self, key):
        self._session.conf.unset(key)

    def getConfString(self, key, *default):
        return self._session.conf.get(key, *default)

    setConfString = set

    def sessionLocalTimeZone(self):
        return self._session.conf.get("spark.sql.session.timeZone")


class CatalogObject(JavaObject):
    _java = "org.apache.spark.sql.catalog.Catalog"

    def __init__(self, session):
        self._session = session

    def tableExists(self, *names):
        return self._session.catalog.tableExists(".".join(names))

    def databaseExists(self, name):
        return self._session.catalog.databaseExists(name)

    def functionExists(self, *names):
        return self._session.catalog.functionExists(".".join(names))

    def currentDatabase(self):
        return self._session.catalog.currentDatabase()

    def setCurrentDatabase(self, name):
        self._session.catalog.setCurrentDatabase(name)

    def dropTempView(self, name):
        return self._session.catalog.dropTempView(name)

    def dropGlobalTempView(self, name):
        return self._session.catalog.dropGlobalTempView(name)

    def cacheTable(self, name):
        self._session.catalog.cacheTable(name)

    def uncacheTable(self, name):
        self._session.catalog.uncacheTable(name)

    def isCached(self, name):
        return self._session.catalog.isCached(name)

    def clearCache(self):
        self._session.catalog.clearCache()

    def refreshTable(self, name):
        self._session.catalog.refreshTable(name)


class SessionObject(JavaObject):
    _java = "org.apache.spark.sql.SparkSession"

    def __init__(self, session):
        self._session = session

    def sql(self, text):
        """A frame with Python's members besides Java's: programs call either on it."""
        return self._session.sql(text)

    def table(self, name):
        return self._session.table(name)

    def catalog(self):
        return CatalogObject(self._session)

    def conf(self):
        return SessionConf(self._session)

    def sessionState(self):
        return SessionState(self._session)

    def sqlContext(self):
        return self

    def sparkContext(self):
        return ScalaContext(self._session)

    def version(self):
        return self._session.version

    def parseDataType(self, text):
        return _data_type(text)

    def newSession(self):
        return SessionObject(self._session.newSession())


class SessionState(JavaObject):
    _java = "org.apache.spark.sql.internal.SessionState"

    def __init__(self, session):
        self._session = session

    def conf(self):
        return SessionConf(self._session)

    def newHadoopConf(self):
        return Configuration(self._session)


class ScalaContext(JavaObject):
    """`_jsc` and `_jsc.sc()`."""

    _java = "org.apache.spark.SparkContext"

    def __init__(self, session):
        self._session = session

    @property
    def _context(self):
        return self._session.sparkContext

    def sc(self):
        return self

    def hadoopConfiguration(self):
        return Configuration(self._session)

    def getConf(self):
        return self._context.getConf()

    conf = getConf

    def applicationId(self):
        return self._context.applicationId

    def appName(self):
        return self._context.appName

    def master(self):
        return self._context.master

    def version(self):
        return self._session.version

    def sparkUser(self):
        return self._context.sparkUser()

    def startTime(self):
        return self._context.startTime

    def defaultParallelism(self):
        return self._context.defaultParallelism

    def defaultMinPartitions(self):
        return self._context.defaultMinPartitions

    def uiWebUrl(self):
        return Option(self._context.uiWebUrl)

    def isStopped(self):
        return self._context._stopped

    def setLogLevel(self, level):
        self._context.setLogLevel(level)

    def setLocalProperty(self, key, value):
        self._context.setLocalProperty(key, value)

    def getLocalProperty(self, key):
        return self._context.getLocalProperty(key)

    def setJobDescription(self, text):
        self._context.setJobDescription(text)

    def cancelAllJobs(self):
        self._context.cancelAllJobs()

    def getCheckpointDir(self):
        return Option(self._context.getCheckpointDir())

    def stop(self):
        self._context.stop()


class Text(JavaObject):
    """A plan, known by its text alone."""

    def __init__(self, java, text):
        self._java = java
        self._text = text

    def treeString(self, *options):
        return self._text

    simpleString = treeString

    def __str__(self):
        return self._text


class QueryExecution(JavaObject):
    _java = "org.apache.spark.sql.execution.QueryExecution"
    _SECTIONS = {
        "logical": "Parsed Logical Plan",
        "analyzed": "Analyzed Logical Plan",
        "optimizedPlan": "Optimized Logical Plan",
        "executedPlan": "Physical Plan",
        "sparkPlan": "Physical Plan",
    }

    def __init__(self, frame):
        self._frame = frame

    def _plan(self, name):
        text = self._frame._explain_string(extended=True)
        _, _, rest = text.partition("== %s ==\n" % self._SECTIONS[name])
        return Text("org.apache.spark.sql.catalyst.plans.QueryPlan", rest.split("\n== ", 1)[0])

    def logical(self):
        return self._plan("logical")

    def analyzed(self):
        return self._plan("analyzed")

    def optimizedPlan(self):
        return self._plan("optimizedPlan")

    def executedPlan(self):
        return self._plan("executedPlan")

    def sparkPlan(self):
        return self._plan("sparkPlan")

    def simpleString(self):
        return self._frame._explain_string()

    def explainString(self, mode):
        return self._frame._explain_string(mode if isinstance(mode, str) else mode.name())

    def __str__(self):
        return self._frame._explain_string(extended=True)


class ExplainMode(JavaObject, metaclass=Static):
    _java = "org.apache.spark.sql.execution.ExplainMode"

    def __init__(self, name):
        self._name = name

    @classmethod
    def fromString(cls, name):
        return cls(name)

    def name(self):
        return self._name


class FrameObject(JavaObject):
    """`_jdf`."""

    _java = "org.apache.spark.sql.Dataset"

    def __init__(self, frame):
        self._frame = frame

    def queryExecution(self):
        return QueryExecution(self._frame)

    def schema(self):
        return DataTypeObject(self._frame.schema)

    def sparkSession(self):
        return SessionObject(self._frame.sparkSession)

    sqlContext = sparkSession

    def showString(self, rows, truncate, vertical=False):
        return self._frame._show_string(rows, truncate if truncate > 0 else False, vertical)

    def count(self):
        return self._frame.count()

    def columns(self):
        return JavaArray(self._frame.columns)

    def isEmpty(self):
        return self._frame.isEmpty()

    def isStreaming(self):
        return self._frame.isStreaming

    def isLocal(self):
        return self._frame.isLocal()

    def toJSON(self):
        return self._frame.toJSON()

    def createOrReplaceTempView(self, name):
        self._frame.createOrReplaceTempView(name)

    def inputFiles(self):
        return JavaArray(self._frame.inputFiles())

    def semanticHash(self):
        return self._frame.semanticHash()

    def explain(self, *options):
        self._frame.explain(*options)


class Configuration(JavaObject, metaclass=Static):
    """The Hadoop configuration as a session's readers and writers see it; executors keep their own for all else."""

    _java = "org.apache.hadoop.conf.Configuration"

    def __init__(self, session=None):
        self._session = session or active_session()
        self._own = self._session._client.__dict__.setdefault("_reconnect_hadoop", {})

    def set(self, key, value):
        self._own[key] = value
        self._session.conf.set(key, value)

    setBoolean = setInt = setLong = set

    def unset(self, key):
        self._own.pop(key, None)
        self._session.conf.unset(key)

    def get(self, key, default=None):
        if key in self._own:
            return self._own[key]
        found = self._session.conf.get(key, None)
        if found is None:
            found = self._session.conf.get("spark.hadoop." + key, None)
        return default if found is None else found

    def getInt(self, key, default):
        return int(self.get(key, default))

    getLong = getInt

    def getBoolean(self, key, default):
        return str(self.get(key, default)).lower() == "true"


def _files(name):
    return getattr(importlib.import_module("reconnect_runtime.hadoop_files"), name)


class _Registry(dict):
    """Java name -> stand-in; those of files are loaded when asked for."""

    def get(self, path, default=None):
        if path in _FILE_CLASSES:
            return _files(path.rsplit(".", 1)[-1])
        return dict.get(self, path, default)

    def __contains__(self, path):
        return path in _FILE_CLASSES or dict.__contains__(self, path)


_FILE_CLASSES = {"org.apache.hadoop.fs.FileSystem", "org.apache.hadoop.fs.Path", "org.apache.hadoop.fs.FileUtil"}
_CLASSES = _Registry({
    stand_in._java: stand_in
    for stand_in in (
        System,
        Thread,
        Integer,
        Long,
        String,
        UUID,
        TimeZone,
        URI,
        ArrayList,
        HashMap,
        HashSet,
        PythonUtils,
        PythonSQLUtils,
        JavaConverters,
        Option,
        Level,
        Logger,
        Configurator,
        Configuration,
        ExplainMode,
    )
})
_CLASSES.update({
    "org.apache.log4j.LogManager": Logger,
    "org.apache.logging.log4j.LogManager": Logger,
    "org.apache.logging.log4j.Level": Level,
    "org.slf4j.LoggerFactory": Logger,
    "scala.collection.JavaConversions": JavaConverters,
    "scala.jdk.CollectionConverters": JavaConverters,
    "java.util.LinkedHashMap": HashMap,
    "java.util.LinkedList": ArrayList,
    "scala.Some": Option,
    "org.apache.spark.sql.execution.ExplainMode": ExplainMode,
})

_lock = threading.Lock()


def view_of(session):
    """The `_jvm` of a session: one, so that what `java_import` notes stays."""
    with _lock:
        view = session.__dict__.get("_reconnect_view")
        if view is None:
            view = session.__dict__["_reconnect_view"] = JavaView(session)
        return view


class _OfContext:
    """An attribute of SparkContext, on the class as well if there is an active one."""

    def __init__(self, make):
        self._make = make

    def __get__(self, context, owner=None):
        context = context or owner._active_spark_context
        return None if context is None else self._make(context)


def install(changes):
    from pyspark.sql.connect.column import Column
    from pyspark.sql.connect.dataframe import DataFrame
    from pyspark.sql.connect.readwriter import DataFrameReader, DataFrameWriter
    from pyspark.sql.connect.session import SparkSession

    from reconnect_runtime.context import SparkContext

    changes.set(SparkContext, "_jvm", _OfContext(lambda context: view_of(context._session)))
    changes.set(SparkContext, "_gateway", _OfContext(lambda context: Gateway(context._session)))
    changes.set(SparkContext, "_jsc", _OfContext(_context_object))
    changes.set(SparkSession, "_jvm", property(view_of))
    changes.set(SparkSession, "_jsc", property(ScalaContext))
    changes.set(SparkSession, "_jconf", property(SessionConf))
    changes.set(SparkSession, "_jsparkSession", property(SessionObject))
    changes.set(SparkSession, "_jwrapped", property(SessionObject))
    changes.set(DataFrame, "_jdf", property(FrameObject))
    for owner, name, java in (
        (DataFrameReader, "_jreader", "org.apache.spark.sql.DataFrameReader"),
        (DataFrameWriter, "_jwrite", "org.apache.spark.sql.DataFrameWriter"),
        (Column, "_jc", "org.apache.spark.sql.Column"),
    ):
        changes.set(owner, name, property(_refusing(java)))


def _context_object(context):
    return None if context._stopped else ScalaContext(context._session)


def _refusing(java):
    def refuse(self):
        raise _missing(java)

    return refuse
