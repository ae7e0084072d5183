"""The Spark Connect session that the runtime works on: finding or opening it, and what its server has."""

import functools
import hashlib
import importlib.machinery
import importlib.util
import io
import marshal
import os
import site
import sys
import sysconfig
import tempfile
import zipfile

from reconnect_runtime import compat
from reconnect_runtime.conf import local_parallelism

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def active_or_new(conf):
    """The active session of Spark Connect, or one to SPARK_REMOTE; the settings of `conf` that it takes are set."""
    from pyspark.sql.connect.session import SparkSession

    session = compat.active_session()
    if session is None:
        remote = os.environ.get("SPARK_REMOTE") or conf.get("spark.remote")
        if not remote:
            raise RuntimeError(
                "there is no session of Spark Connect: set SPARK_REMOTE=sc://host:port, or make a session first with "
                "SparkSession.builder.remote(...).getOrCreate()"
            )
        session = SparkSession.builder.remote(remote).getOrCreate()
        session._reconnect_owned = True
    configure(session, dict(conf.getAll()))
    return session


def configure(session, options):
    """Sets what can be set while a server runs; what cannot is kept, for programs that ask what they have set."""
    kept = session._client.__dict__.setdefault("_reconnect_settings", {})
    for key, value in options.items():
        if key in ("spark.remote", "spark.api.mode") or value is None:
            continue
        kept[key] = value
        if key.startswith(_STARTED) or key in _FIXED:
            continue
        try:
            session.conf.set(key, value)
        except Exception as raised:
            # A setting of the server's start or one that it does not know; classic Spark takes both without a word.
            if "CONFIG" not in str(raised) and "config" not in str(raised):
                raise
    parallelism = options.get("spark.default.parallelism") or local_parallelism(options.get("spark.master"))
    if parallelism and "spark.sql.leafNodeDefaultParallelism" not in kept:
        session.conf.set("spark.sql.leafNodeDefaultParallelism", str(parallelism))


# Settings that matter before a server starts: there is no point in asking it.
_STARTED = (
    "spark.driver.",
    "spark.executor.",
    "spark.executorEnv.",
    "spark.jars",
    "spark.submit.",
    "spark.ui.",
    "spark.yarn.",
    "spark.kubernetes.",
    "spark.dynamicAllocation.",
    "spark.cores.",
    "spark.files",
    "spark.archives",
)
_FIXED = ("spark.master", "spark.serializer", "spark.home", "spark.sql.warehouse.dir", "spark.sql.catalogImplementation")


def kept_settings(session):
    """What the program has set for this session, whether the server took it or not."""
    return session._client.__dict__.get("_reconnect_settings", {})


def context_of(session):
    """The context for RDDs of `session`: the active one, or one of the session's own beside it."""
    from reconnect_runtime.context import SparkContext

    with SparkContext._lock:
        active = SparkContext._active_spark_context
        if active is not None and active._session is session:
            return active
        own = session.__dict__.get("_reconnect_context")
        if own is None or own._stopped:
            own = SparkContext._over(session)
            session.__dict__["_reconnect_context"] = own
            if active is None:
                SparkContext._active_spark_context = own
        return own


def end(context):
    """Ends the session of a context that is stopped, if the program itself has not asked for that session."""
    session = context._session
    if session.__dict__.get("_reconnect_owned") and not session.is_stopped:
        session.stop()


def install(changes):
    """Gives the sessions of Spark Connect the members that classic ones have besides."""
    from pyspark.sql.connect.conf import RuntimeConf
    from pyspark.sql.connect.session import SparkSession

    from reconnect_runtime import connection as connections
    from reconnect_runtime.context import SparkContext

    connections.install(changes)
    install_builder(changes)
    begin, stop, read = SparkSession.__init__, SparkSession.stop, RuntimeConf.get

    def __new__(cls, connection=None, *args, **kwargs):
        if isinstance(connection, SparkContext):
            connection._session.__dict__.pop("_reconnect_owned", None)
            return connection._session
        return object.__new__(cls)

    def __init__(self, connection, *args, **kwargs):
        if not isinstance(connection, SparkContext):
            begin(self, connection, *args, **kwargs)
            connections.limit(self)

    def stop_all(self):
        active = SparkContext._active_spark_context
        if active is not None and active._session is self:
            active._ending()
            active._stopped = True
            SparkContext._active_spark_context = None
        stop(self)

    def get(self, key, *default):
        try:
            return read(self, key)
        except Exception:
            kept = self._client.__dict__.get("_reconnect_settings", {})
            if key in kept:
                return kept[key]
            if default:
                return read(self, key, *default)
            raise

    def new_session(self):
        session = type(self)(self._client._builder)
        context = context_of(self)
        session._reconnect_beside = context
        return session

    def spark_context(self):
        return self.__dict__.get("_reconnect_beside") or context_of(self)

    def leave(self, *_):
        self.stop()

    # A class that has had a __new__ of its own cannot go back to having none.
    if "__new__" not in SparkSession.__dict__:
        SparkSession.__new__ = _plain_new
    changes.set(SparkSession, "__new__", __new__)
    changes.set(SparkSession, "__init__", functools.wraps(begin)(__init__))
    changes.set(SparkSession, "stop", functools.wraps(stop)(stop_all))
    changes.set(SparkSession, "__enter__", lambda self: self)
    changes.set(SparkSession, "__exit__", leave)
    changes.set(SparkSession, "newSession", new_session)
    changes.set(SparkSession, "sparkContext", property(spark_context))
    changes.set(SparkSession, "_sc", property(spark_context))
    changes.set(RuntimeConf, "get", functools.wraps(read)(get))


def _plain_new(cls, *args, **kwargs):
    return object.__new__(cls)


def install_builder(changes):
    """Makes the builder of Spark Connect take what classic's takes."""
    from pyspark.sql.connect.session import SparkSession

    builder = SparkSession.Builder
    original_config = builder.config

    def config(self, key=None, value=None, conf=None, *, map=None):
        if conf is not None:
            map = dict(conf.getAll())
        return original_config(self, map=map) if map is not None else original_config(self, key, value)

    def master(self, master):
        return self.config("spark.master", master)

    def enable_hive(self):
        return self.config("spark.sql.catalogImplementation", "hive")

    def get_or_create(self):
        with SparkSession._lock:
            session = compat.active_session()
            return self.create() if session is None else _configured(session, self._options)

    def create(self):
        options = self._options
        if self._channel_builder is not None:
            session = SparkSession(self._channel_builder)
        else:
            remote = options.get("spark.remote") or os.environ.get("SPARK_REMOTE")
            if not remote:
                from pyspark.errors import PySparkRuntimeError

                raise PySparkRuntimeError(
                    "[CONNECT_URL_NOT_SET] Cannot create a Spark Connect session because the Spark Connect remote URL "
                    "has not been set: set SPARK_REMOTE=sc://host:port, or call builder.remote"
                )
            if remote.startswith("local"):
                os.environ["SPARK_LOCAL_REMOTE"] = "1"
                SparkSession._start_connect_server(remote, options)
                remote = "sc://localhost"
            session = SparkSession(remote)
        SparkSession._set_default_and_active_session(session)
        return _configured(session, options)

    for name, member in (
        ("config", config),
        ("master", master),
        ("enableHiveSupport", enable_hive),
        ("getOrCreate", get_or_create),
        ("create", create),
    ):
        changes.set(builder, name, functools.wraps(getattr(builder, name))(member))


def _configured(session, options):
    session.__dict__.pop("_reconnect_owned", None)
    configure(session, options)
    return session


def version(session):
    """(major, minor) of the server."""
    numbers = session.version.split(".")
    return int(numbers[0]), int(numbers[1])


def settings(session):
    """The server's settings that a program may ask a SparkContext for."""
    found = {}
    for key in ("spark.app.id", "spark.app.name", "spark.master", "spark.default.parallelism"):
        try:
            value = session.conf.get(key, None)
        except Exception:  # a server may keep a setting to itself
            value = None
        if value is not None:
            found[key] = value
    found.update(kept_settings(session))
    return found


class Shipment:
    """What the workers of a session need to import: this package, and the modules of the program."""

    def __init__(self, session):
        self._session = session
        self._known = 0
        self._shipped = set()

    def complete(self):
        """Sends what is missing. Cheap when nothing was imported since the last call."""
        if self._known == len(sys.modules):
            return
        self._known = len(sys.modules)
        for name, source in program_modules():
            if name not in self._shipped:
                self._shipped.add(name)
                self._send(name, _archive(source))
        if "reconnect_runtime" not in self._shipped:
            self._shipped.add("reconnect_runtime")
            self._send("reconnect_runtime", _archive(_PACKAGE))

    def _send(self, name, data):
        # The name changes with the content: a server refuses to replace an artifact.
        name = "%s-%s.zip" % (name, hashlib.sha256(data).hexdigest()[:16])
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, name)
            with open(path, "wb") as stream:
                stream.write(data)
            self._session.addArtifacts(path, pyfile=True)


def program_modules():
    """(name, file or folder) of the top-level modules that are neither installed nor part of Python."""
    found = {}
    for name, module in list(sys.modules.items()):
        top = name.partition(".")[0]
        if top in found or top in ("__main__", "reconnect_runtime", "pyspark"):
            continue
        module = sys.modules.get(top)
        path = getattr(module, "__file__", None)
        if not path or not path.endswith(".py"):
            continue
        path = os.path.realpath(path)
        if path.startswith(installed_folders()):
            continue
        found[top] = os.path.dirname(path) if os.path.basename(path) == "__init__.py" else path
    return sorted(found.items())


@functools.lru_cache(maxsize=None)
def installed_folders():
    """Where Python, libraries and PySpark are, each with a separator at its end."""
    paths = sysconfig.get_paths()
    folders = {paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib")}
    folders.update(site.getsitepackages() if hasattr(site, "getsitepackages") else ())
    folders.add(site.getusersitepackages() if hasattr(site, "getusersitepackages") else paths["purelib"])
    import pyspark

    folders.add(os.path.dirname(os.path.dirname(pyspark.__file__)))
    return tuple(os.path.realpath(folder) + os.sep for folder in folders)


def _archive(source):
    """A zip of a module or package, compiled besides: a worker with this version of Python need not do it again."""
    parent = os.path.dirname(source)
    files = [source]
    if os.path.isdir(source):
        files = [
            os.path.join(folder, name)
            for folder, _, names in os.walk(source)
            for name in names
            if name.endswith(".py")
        ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in sorted(files):
            with open(path, "rb") as stream:
                content = stream.read()
            name = os.path.relpath(path, parent)
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
            compiled = _compiled(path, content)
            if compiled is not None:
                archive.writestr(zipfile.ZipInfo(name + "c", _EPOCH), compiled, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# The earliest time that an entry in a zip can have: the name of an artifact depends on content alone.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def _compiled(path, content):
    """The content of a .pyc file that is valid whatever the time of its source (PEP 552); None for what does not
    compile, so that the worker that imports it says why."""
    try:
        code = importlib.machinery.SourceFileLoader("module", path).get_code("module")
    except (SyntaxError, ValueError, OSError):
        return None
    unchecked = (1).to_bytes(4, "little")
    return importlib.util.MAGIC_NUMBER + unchecked + importlib.util.source_hash(content) + marshal.dumps(code)
