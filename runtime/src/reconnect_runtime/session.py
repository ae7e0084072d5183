"""The Spark Connect session that the runtime works on: finding or opening it, and what its server has."""

import hashlib
import io
import os
import tempfile
import zipfile

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def active_or_new(conf):
    """The active session of Spark Connect, or one to SPARK_REMOTE."""
    from pyspark.sql.connect.session import SparkSession

    active = SparkSession.getActiveSession()
    if active is not None:
        return active
    builder = SparkSession.builder
    remote = os.environ.get("SPARK_REMOTE") or conf.get("spark.remote")
    if not remote:
        raise RuntimeError(
            "there is no session of Spark Connect: set SPARK_REMOTE=sc://host:port, or make a session first with "
            "SparkSession.builder.remote(...).getOrCreate()"
        )
    return builder.remote(remote).getOrCreate()


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
    return found


def ship_runtime(session):
    """Gives the workers this package, under a name that changes with its content."""
    data = _archive()
    name = "reconnect_runtime-%s.zip" % hashlib.sha256(data).hexdigest()[:16]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name)
        with open(path, "wb") as stream:
            stream.write(data)
        session.addArtifacts(path, pyfile=True)


def _archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(os.listdir(_PACKAGE)):
            if name.endswith(".py"):
                info = zipfile.ZipInfo("reconnect_runtime/" + name, (1980, 1, 1, 0, 0, 0))
                with open(os.path.join(_PACKAGE, name), "rb") as stream:
                    archive.writestr(info, stream.read())
    return buffer.getvalue()
