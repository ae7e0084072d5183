"""Files that RDDs are read from and saved to, with the partitions, the order and the errors of Hadoop's formats.

Where the paths are on a local file system, as `file:` ones are, workers list, read and write the files themselves, as
Hadoop does in classic Spark's executors. Other file systems, and files that workers cannot see, are read by Spark's own
data sources, and their content is sent to the partitions that Hadoop would have made.
"""

import functools
import math
import re
import uuid

from reconnect_runtime import compute, lines, listing, plan
from reconnect_runtime.errors import java_error, unsupported
from reconnect_runtime.rdd import RDD

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.S)
_OLD = "org.apache.hadoop.mapred."
_NEW = "org.apache.hadoop.mapreduce.lib.input."


class Direct(compute.Computation):
    """Elements of files that the worker opens: `parts[split]` are the pieces of a partition, and `read` is called with
    a stream, the path, and the bounds of a piece."""

    def __init__(self, parts, read):
        self.parts = parts
        self.read = read

    def compute(self, split, rows):
        for path, start, end in self.parts[split]:
            with open(path, "rb") as stream:
                yield from self.read(stream, path, start, end)


class Served(compute.Computation):
    """Pairs of a partition and an element of it, from rows with the path and the content of a file."""

    def __init__(self, parts, read):
        self.pieces = {}
        for partition, pieces in enumerate(parts):
            for path, start, end in pieces:
                self.pieces.setdefault(path, []).append((partition, start, end))
        self.read = read

    def compute(self, split, rows):
        import io

        for batch in rows.batches:
            for path, content in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist()):
                for partition, start, end in self.pieces.get(path, ()):
                    for element in self.read(io.BytesIO(content), path, start, end):
                        yield partition, element


def pairs(split, iterator):
    return iterator


class Listing:
    """The files of a path list; `direct` says that workers can open them."""

    def __init__(self, files, direct):
        self.files = files
        self.direct = direct

    @property
    def block(self):
        return listing.LOCAL_BLOCK if self.direct else listing.OTHER_BLOCK

    def node(self, ctx, parts, read):
        """The node with the elements that `read` finds in the pieces of each partition."""
        if self.direct:
            return plan.Local(len(parts), Direct(parts, read))
        if not parts:
            return plan.Local(0, compute.Slices([]))
        paths = sorted({piece.path for part in parts for piece in part})
        frame = ctx._session.read.format("binaryFile").load([_escaped(path) for path in paths])
        numbered = functools.partial(ctx._frames.numbered_columns, frame.select("path", "content"))
        return plan.Shuffled(plan.Framed(numbered, Served(parts, read), None), pairs, len(parts))


def _escaped(path):
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", path)


def qualified(ctx, path):
    """The path as Hadoop names it: with a scheme, and absolute."""
    if not path:
        raise java_error("java.lang.IllegalArgumentException", "Can not create a Path from an empty string")
    found = _SCHEME.fullmatch(path)
    if found is not None and "/" not in found.group(1):
        scheme, rest = found.groups()
        authority, rest = re.fullmatch(r"(//[^/]*)?(.*)", rest, re.S).groups()
        prefix = scheme + ":" + ("" if scheme == "file" else authority or "")
    else:
        prefix, folder = _root(ctx)
        rest = path if path.startswith("/") else folder + "/" + path
    rest = re.sub("/+", "/", rest)
    return prefix + (rest.rstrip("/") or "/")


def _root(ctx):
    """The server's default file system and working directory."""
    if getattr(ctx, "_root", None) is None:
        ctx._root = _asked_root(ctx._session)
    return ctx._root


def _asked_root(session):
    name = "reconnect-" + uuid.uuid4().hex
    try:
        session.read.format("text").load(name).schema
    except Exception as raised:  # the error is the answer: it has the whole path
        found = re.search(r"([A-Za-z][A-Za-z0-9+.-]*:)(//[^/]*)?(/.*)/%s" % name, str(raised))
        if found is None:
            raise
        scheme, authority, folder = found.groups()
        return scheme + ("" if scheme == "file:" else authority or ""), folder
    raise java_error("java.io.IOException", "the server found a path that does not exist: " + name)


def found(ctx, names, recursive=False, package=_OLD, whole=False):
    """The listing of a list of paths, as Hadoop sees it; its error if there is no such path."""
    paths = [qualified(ctx, name) for name in listing.separated(names)]
    served = [path for path in paths if not path.startswith("file:")]
    problems = []
    results = _seen_by_workers(ctx, paths, recursive) if not served else [None] * len(paths)
    files = []
    direct = not served
    for path, result in zip(paths, results):
        if not result:
            entries = None if direct and listing.is_hidden(path.rsplit("/", 1)[-1]) else _seen_by_server(ctx, path)
            if entries is not None and any(entries):
                return _served_listing(ctx, paths, package)
        if result is None:
            problems.append("Input path does not exist: " + path)
        elif not result and listing.has_wildcard(path):
            problems.append("Input Pattern %s matches 0 files" % path)
        else:
            files.extend(listing.File(*entry) for entry in result)
    if problems:
        raise java_error(package + "InvalidInputException", "\n".join(problems))
    if not whole:
        for file in files:
            if file.directory:
                raise java_error(
                    "java.io.IOException",
                    "Path: %s is a directory, which is not supported by the record reader when "
                    "`mapreduce.input.fileinputformat.input.dir.recursive` is false." % file.path,
                )
    return Listing(files, direct)


def _served_listing(ctx, paths, package):
    files, problems = [], []
    for path in paths:
        entries = _seen_by_server(ctx, path)
        if entries is None:
            problem = "Input Pattern %s matches 0 files" if listing.has_wildcard(path) else "Input path does not exist: %s"
            problems.append(problem % path)
        else:
            files.extend(entries)
    if problems:
        raise java_error(package + "InvalidInputException", "\n".join(problems))
    return Listing(files, False)


def _seen_by_workers(ctx, paths, recursive):
    node = plan.Local(1, compute.Slices([()]))
    step = functools.partial(listing.matches, [path[len("file:") :] for path in paths], recursive)
    return list(ctx._run(node, step))


def _seen_by_server(ctx, path):
    """The files of a path in the order of their names, without empty ones; None if there is no such path."""
    reader = ctx._session.read.format("binaryFile")
    try:
        rows = reader.load(path).select("path", "length").collect()
    except Exception as raised:
        if "PATH_NOT_FOUND" in str(raised) or "Path does not exist" in str(raised):
            return None
        raise
    return sorted(listing.File(row[0], row[1], False) for row in rows)


def uri(path):
    """A file's name as Hadoop gives it to programs."""
    return "file:" + path if path.startswith("/") else path


def _deferred(ctx, resolve, name=None):
    rdd = RDD(plan.Deferred(resolve), ctx)
    return rdd.setName(name) if name is not None else rdd


# Text


def text(ctx, name, minimum, use_unicode):
    read = lines.texts if use_unicode else lines.encoded

    def resolve():
        files = found(ctx, name)
        return files.node(ctx, _parts(ctx, files, minimum, lines.is_splittable), read)

    return _deferred(ctx, resolve, name)


def _parts(ctx, files, minimum, splittable, least=1):
    _check_codecs(files)
    minimum = minimum or min(ctx.defaultParallelism, 2)
    return [[piece] for piece in listing.splits(files.files, minimum, files.block, splittable, least)]


def _check_codecs(files):
    for file in files.files:
        if file.path.endswith(lines.OTHERS):
            raise unsupported(
                "reading " + uri(file.path),
                "workers have no decoder for this compression",
                "read it with spark.read.text(path), or compress it with gzip, bzip2 or deflate",
            )


def whole_texts(ctx, path, minimum, use_unicode):
    read = functools.partial(whole_text, use_unicode)

    def resolve():
        files = found(ctx, path, package=_NEW, whole=True)
        _check_codecs(files)
        count = minimum or ctx.defaultMinPartitions
        limit = math.ceil(sum(file.size for file in files.files) / count)
        return files.node(ctx, listing.combined(files.files, limit), read)

    return _deferred(ctx, resolve, path)


def whole_text(use_unicode, stream, path, start, end):
    name, data = uri(path), lines.content(stream, path)
    yield (name, lines.decoded(data)) if use_unicode else (name.encode("utf-8"), lines.replaced(data))


# Bytes


def binaries(ctx, path, minimum):
    def resolve():
        files = found(ctx, path, package=_NEW, whole=True)
        # As org.apache.spark.input.StreamFileInputFormat.setMinPartitions.
        total = sum(file.size + _OPEN_COST for file in files.files)
        cores = max(ctx.defaultParallelism, minimum or ctx.defaultMinPartitions)
        limit = min(_MAX_SPLIT, max(_OPEN_COST, total // cores))
        return files.node(ctx, listing.combined(files.files, limit), named_bytes)

    return _deferred(ctx, resolve, path)


_MAX_SPLIT = 128 << 20
_OPEN_COST = 4 << 20


def named_bytes(stream, path, start, end):
    yield uri(path), stream.read()


def records(ctx, path, length):
    def resolve():
        files = found(ctx, path, package=_NEW)
        for file in files.files:
            if file.path.endswith(lines.READABLE + lines.OTHERS):
                message = "FixedLengthRecordReader does not support reading compressed files"
                raise java_error("java.io.IOException", message)
        size = max(files.block, length)
        pieces = listing.sized_splits(files.files, size // length * length, _always)
        return files.node(ctx, [[piece] for piece in pieces], functools.partial(fixed_records, length))

    return _deferred(ctx, resolve)


def _always(path):
    return True


def fixed_records(length, stream, path, start, end):
    stream.seek(start)
    while start < end:
        record = stream.read(length)
        if len(record) < length:
            raise EOFError("the last record of %s has %d bytes, not %d" % (uri(path), len(record), length))
        start += length
        yield record
