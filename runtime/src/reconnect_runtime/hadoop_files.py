"""Hadoop's FileSystem, Path and FileStatus over what a client has: the server's listing of files, or its own disk.

Files of a server on this machine are looked at directly. Elsewhere the source `binaryFile` lists them, which sees no
empty folders and no names that begin with `_` or `.`, and nothing can be changed.
"""

import fnmatch
import os
import shutil

from reconnect_runtime.compat import active_session
from reconnect_runtime.errors import java_error, unsupported
from reconnect_runtime.jvm import URI, JavaObject, Static
from reconnect_runtime.spool import is_here


class Path(JavaObject, metaclass=Static):
    _java = "org.apache.hadoop.fs.Path"

    def __init__(self, *parts):
        text = "/".join(str(part).rstrip("/") if i < len(parts) - 1 else str(part) for i, part in enumerate(parts))
        scheme, colon, rest = text.partition(":")
        if colon and "/" not in scheme:
            # As Hadoop writes a path without an authority: file:/tmp
            rest = "/" + rest.lstrip("/") if rest.startswith("///") else rest
            text = scheme + ":" + rest
        self._text = text if len(text) == 1 else text.rstrip("/") or "/"

    def getName(self):
        return self._text.rsplit("/", 1)[-1]

    def getParent(self):
        parent = self._text.rsplit("/", 1)[0]
        return None if self._text == "/" else Path(parent or "/")

    def toUri(self):
        return URI(self._text)

    def getFileSystem(self, configuration):
        return FileSystem(configuration._session)

    def suffix(self, text):
        return Path(self._text + text)

    def isAbsolute(self):
        return _plain(self._text).startswith("/")

    def __str__(self):
        return self._text

    def __eq__(self, other):
        return isinstance(other, Path) and self._text == other._text

    def __hash__(self):
        return hash(self._text)


class FileStatus(JavaObject):
    _java = "org.apache.hadoop.fs.FileStatus"

    def __init__(self, path, folder, length, modified):
        self._path = Path(path)
        self._folder = folder
        self._length = length
        self._modified = modified

    def getPath(self):
        return self._path

    def isDirectory(self):
        return self._folder

    isDir = isDirectory

    def isFile(self):
        return not self._folder

    def getLen(self):
        return self._length

    def getModificationTime(self):
        return self._modified

    def __str__(self):
        return "FileStatus{path=%s; isDirectory=%s; length=%d}" % (self._path, str(self._folder).lower(), self._length)


class ContentSummary(JavaObject):
    _java = "org.apache.hadoop.fs.ContentSummary"

    def __init__(self, length, files, folders):
        self._counts = length, files, folders

    def getLength(self):
        return self._counts[0]

    def getFileCount(self):
        return self._counts[1]

    def getDirectoryCount(self):
        return self._counts[2]

    def getSpaceConsumed(self):
        return self._counts[0]


class FileSystem(JavaObject, metaclass=Static):
    _java = "org.apache.hadoop.fs.FileSystem"

    def __init__(self, session=None):
        self._session = session or active_session()

    @classmethod
    def get(cls, *arguments):
        """`get(configuration)` or `get(uri, configuration)`."""
        return cls(arguments[-1]._session)

    newInstance = get

    def close(self):
        pass

    def getUri(self):
        return URI("file:///" if is_here(self._session) else "")

    def exists(self, path):
        return self._store(path).status(_text(path)) is not None

    def getFileStatus(self, path):
        found = self._store(path).status(_text(path))
        if found is None:
            raise java_error("java.io.FileNotFoundException", "File %s does not exist" % path)
        return found

    def isDirectory(self, path):
        found = self._store(path).status(_text(path))
        return found is not None and found.isDirectory()

    def isFile(self, path):
        found = self._store(path).status(_text(path))
        return found is not None and found.isFile()

    def getLength(self, path):
        return self.getFileStatus(path).getLen()

    def listStatus(self, path):
        status = self.getFileStatus(path)
        return self._store(path).children(_text(path)) if status.isDirectory() else [status]

    def globStatus(self, pattern):
        return self._store(pattern).matches(_text(pattern))

    def getContentSummary(self, path):
        self.getFileStatus(path)
        return self._store(path).summary(_text(path))

    def mkdirs(self, path):
        return self._own("mkdirs", path).mkdirs(_text(path))

    def delete(self, path, recursive=True):
        return self._own("delete", path).delete(_text(path), recursive)

    def deleteOnExit(self, path):
        import atexit

        atexit.register(self.delete, path, True)
        return self.exists(path)

    def rename(self, source, target):
        return self._own("rename", source).rename(_text(source), _text(target))

    def create(self, path, overwrite=True):
        return self._own("create", path).create(_text(path), overwrite)

    def open(self, path):
        return self._own("open", path).open(_text(path))

    def copyFromLocalFile(self, *arguments):
        source, target = arguments[-2:]
        self._session.copyFromLocalToFs(_plain(_text(source)), _text(target))

    def _store(self, path):
        scheme = URI(_text(path)).getScheme()
        if scheme in (None, "file") and is_here(self._session):
            return _Disk()
        return _Listing(self._session)

    def _own(self, what, path):
        store = self._store(path)
        if isinstance(store, _Listing):
            raise unsupported(
                "org.apache.hadoop.fs.FileSystem.%s(%s)" % (what, path),
                "a client of Spark Connect can list the server's files, not change or open them",
                "use fsspec or pyarrow.fs with the same address, or dbutils.fs where there is one",
            )
        return store


class FileUtil(metaclass=Static):
    _java = "org.apache.hadoop.fs.FileUtil"


def _text(path):
    return str(path)


def _plain(text):
    """A path without scheme and authority."""
    scheme = URI(text).getScheme()
    if scheme is None:
        return text
    rest = text[len(scheme) + 1 :]
    if rest.startswith("//"):
        rest = "/" + rest[2:].partition("/")[2]
    return rest


class _Output(JavaObject):
    _java = "org.apache.hadoop.fs.FSDataOutputStream"

    def __init__(self, path):
        self._stream = open(path, "wb")

    def write(self, data):
        self._stream.write(bytes([data & 255]) if isinstance(data, int) else bytes(data))

    def writeBytes(self, text):
        self._stream.write(text.encode("latin-1", "replace"))

    def writeUTF(self, text):
        data = text.encode("utf-8")
        self._stream.write(len(data).to_bytes(2, "big") + data)

    def flush(self):
        self._stream.flush()

    hflush = hsync = flush

    def close(self):
        self._stream.close()


class _Input(JavaObject):
    _java = "org.apache.hadoop.fs.FSDataInputStream"

    def __init__(self, path):
        self._stream = open(path, "rb")

    def read(self):
        byte = self._stream.read(1)
        return byte[0] if byte else -1

    def readLine(self):
        line = self._stream.readline()
        return line.rstrip(b"\r\n").decode("latin-1") if line else None

    def close(self):
        self._stream.close()


class _Disk:
    """The disk of this machine."""

    def status(self, text):
        path = _plain(text)
        if not os.path.exists(path):
            return None
        found = os.stat(path)
        folder = os.path.isdir(path)
        address = "file:" + os.path.abspath(path)
        return FileStatus(address, folder, 0 if folder else found.st_size, int(found.st_mtime * 1000))

    def children(self, text):
        path = _plain(text)
        return [self.status(os.path.join(path, name)) for name in sorted(os.listdir(path))]

    def matches(self, text):
        import glob

        return [self.status(path) for name in _alternatives(_plain(text)) for path in sorted(glob.glob(name))]

    def summary(self, text):
        path = _plain(text)
        if os.path.isfile(path):
            return ContentSummary(os.path.getsize(path), 1, 0)
        length = files = folders = 0
        for folder, _, names in os.walk(path):
            folders += 1
            for name in names:
                files += 1
                length += os.path.getsize(os.path.join(folder, name))
        return ContentSummary(length, files, folders)

    def mkdirs(self, text):
        os.makedirs(_plain(text), exist_ok=True)
        return True

    def delete(self, text, recursive):
        path = _plain(text)
        if not os.path.lexists(path):
            return False
        if os.path.isdir(path) and not os.path.islink(path):
            if os.listdir(path) and not recursive:
                raise java_error("java.io.IOException", "Directory %s is not empty" % path)
            shutil.rmtree(path)
        else:
            os.remove(path)
        return True

    def rename(self, source, target):
        source, target = _plain(source), _plain(target)
        if not os.path.exists(source):
            raise java_error("java.io.FileNotFoundException", "File %s does not exist" % source)
        if os.path.isdir(target):
            target = os.path.join(target, os.path.basename(source))
        if os.path.exists(target) or not os.path.isdir(os.path.dirname(os.path.abspath(target))):
            return False
        os.rename(source, target)
        return True

    def create(self, text, overwrite):
        path = _plain(text)
        if os.path.exists(path) and not overwrite:
            raise java_error("org.apache.hadoop.fs.FileAlreadyExistsException", "File already exists: %s" % path)
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        return _Output(path)

    def open(self, text):
        path = _plain(text)
        if not os.path.isfile(path):
            raise java_error("java.io.FileNotFoundException", "File %s does not exist" % path)
        return _Input(path)


def _alternatives(pattern):
    """`{a,b}` of Hadoop's patterns, which `glob` does not have."""
    start = pattern.find("{")
    end = pattern.find("}", start)
    if start < 0 or end < 0:
        return [pattern]
    return [
        name
        for choice in pattern[start + 1 : end].split(",")
        for name in _alternatives(pattern[:start] + choice + pattern[end + 1 :])
    ]


class _Listing:
    """What the server's source `binaryFile` lists."""

    def __init__(self, session):
        self._session = session

    def status(self, text):
        files = self._files(text)
        if files is None:
            return None
        for path, length, modified in files:
            if _plain(path) == _plain(text).rstrip("/"):
                return FileStatus(path, False, length, modified)
        return FileStatus(text, True, 0, max((modified for _, _, modified in files), default=0))

    def children(self, text):
        return self._level(text, self._files(text) or [])

    def matches(self, text):
        files = self._files(text) or []
        parts = _plain(text).strip("/").split("/")
        found = {}
        for path, length, modified in files:
            names = _plain(path).strip("/").split("/")
            address = path[: len(path) - len("/".join(names[len(parts) :]))].rstrip("/")
            if len(names) >= len(parts) and all(
                any(fnmatch.fnmatchcase(name, choice) for choice in _alternatives(part))
                for name, part in zip(names, parts)
            ):
                deeper = len(names) > len(parts)
                found.setdefault(address, FileStatus(address, deeper, 0 if deeper else length, modified))
        return [found[address] for address in sorted(found)]

    def summary(self, text):
        files = self._files(text) or []
        folders = {_plain(path).rsplit("/", 1)[0] for path, _, _ in files}
        return ContentSummary(sum(length for _, length, _ in files), len(files), len(folders))

    def _level(self, text, files):
        base = _plain(text).rstrip("/")
        found = {}
        for path, length, modified in files:
            inside = _plain(path)[len(base) :].strip("/")
            name, slash, _ = inside.partition("/")
            address = path[: len(path) - len(inside)].rstrip("/") + "/" + name
            found.setdefault(address, FileStatus(address, bool(slash), 0 if slash else length, modified))
        return [found[address] for address in sorted(found)]

    def _files(self, text):
        """(path, length, milliseconds) of each file below; None if there is nothing of that name."""
        from pyspark.errors import AnalysisException
        from pyspark.sql.connect import functions

        frame = self._session.read.format("binaryFile").option("recursiveFileLookup", "true").load(text)
        millis = functions.unix_millis("modificationTime").alias("modified")
        try:
            rows = frame.select("path", "length", millis).collect()
        except AnalysisException as raised:
            if "PATH_NOT_FOUND" in str(raised):
                return None
            raise
        return [tuple(row) for row in rows]
