"""Files that RDDs are read from and saved to, with the partitions, the order and the errors of Hadoop's formats.

Where the paths are on a local file system, as `file:` ones are, workers list, read and write the files themselves, as
Hadoop does in classic Spark's executors. Other file systems, and files that workers cannot see, are read by Spark's own
data sources, and their content is sent to the partitions that Hadoop would have made.
"""

import atexit
import functools
import importlib
import math
import os
import re
import shutil
import sys
import tempfile
import urllib.request
import uuid

from reconnect_runtime import compute, lines, listing, plan, saving, sequence
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
            wildcard = listing.has_wildcard(path)
            problems.append(("Input Pattern %s matches 0 files" if wildcard else "Input path does not exist: %s") % path)
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


# SequenceFiles and other formats of Hadoop


def pickles(ctx, name, minimum):
    def resolve():
        files = found(ctx, name)
        parts = _parts(ctx, files, minimum or ctx.defaultMinPartitions, _always, sequence.SYNC_INTERVAL)
        return files.node(ctx, parts, sequence.pickled)

    return _deferred(ctx, resolve)


def sequences(ctx, path, key_converter, value_converter, minimum):
    _check_converters(key_converter, value_converter)
    files = found(ctx, path)
    parts = _parts(ctx, files, minimum, _always, sequence.SYNC_INTERVAL)
    return RDD(files.node(ctx, parts, sequence.read), ctx)


def _check_converters(*converters):
    for name in converters:
        if name is not None:
            raise unsupported("the converter " + name, "it is a Java class of your own", "convert the elements with map")


def hadoop(ctx, path, input_format, conf, key_converter, value_converter):
    """The pairs of a file, read as the class `input_format` reads it; the paths may be in `conf`."""
    _check_converters(key_converter, value_converter)
    conf = dict(conf or {})
    name = input_format.rsplit(".", 1)[-1]
    new = ".mapreduce." in input_format
    if name not in _FORMATS or not input_format.startswith("org.apache.hadoop.map"):
        raise unsupported(
            "the input format " + input_format,
            "its Java class cannot be run by a client of Spark Connect",
            "read the data with a data source of Spark (spark.read.format(...)), or write it as text first",
        )
    path = path or conf.get(_INPUT) or conf.get("mapred.input.dir")
    if not path:
        raise java_error("java.io.IOException", "No input paths specified in job")
    recursive = conf.get(_INPUT + ".recursive", "false") == "true"
    recursive = recursive or conf.get("mapreduce.input.fileinputformat.input.dir.recursive", "false") == "true"
    files = found(ctx, path, recursive, _NEW if new else _OLD)
    read = _FORMATS[name]
    if name.startswith("SequenceFile"):
        splittable, least = _always, sequence.SYNC_INTERVAL
    else:
        splittable, least = lines.is_splittable, 1
        _check_codecs(files)
        delimiter = conf.get("textinputformat.record.delimiter")
        read = functools.partial(read, delimiter.encode("utf-8") if delimiter else None, conf.get(_SEPARATOR, "\t"))
    least = max(least, _number(conf, "minsize", "mapred.min.split.size", 1))
    if name == "NLineInputFormat":
        pieces = _lines_pieces(ctx, files, int(conf.get("mapreduce.input.lineinputformat.linespermap", 1)))
    elif new:
        most = _number(conf, "maxsize", "mapred.max.split.size", 1 << 63)
        pieces = listing.sized_splits(files.files, max(least, min(most, files.block)), splittable)
    else:
        pieces = listing.splits(files.files, ctx.defaultMinPartitions, files.block, splittable, least)
    return RDD(files.node(ctx, [[piece] for piece in pieces], read), ctx)


_INPUT = "mapreduce.input.fileinputformat.inputdir"
_SEPARATOR = "mapreduce.input.keyvaluelinerecordreader.key.value.separator"


def _number(conf, name, old, default):
    return int(conf.get("mapreduce.input.fileinputformat.split." + name, conf.get(old, default)))


def _lines_pieces(ctx, files, count):
    if not files.direct:
        raise unsupported("NLineInputFormat", "workers cannot open these files", "use textFile and zipWithIndex")
    node = plan.Local(1, compute.Slices([()]))
    step = functools.partial(lines.pieces, [file.path for file in files.files if file.size], count)
    return [listing.Piece(*piece) for piece in ctx._run(node, step)]


def numbered_lines(delimiter, separator, stream, path, start, end):
    return lines.numbered(stream, path, start, end, delimiter)


def key_value_lines(delimiter, separator, stream, path, start, end):
    for line in lines.texts(stream, path, start, end, delimiter):
        key, _, value = line.partition(separator[:1])
        yield key, value


_FORMATS = {
    "TextInputFormat": numbered_lines,
    "NLineInputFormat": numbered_lines,
    "KeyValueTextInputFormat": key_value_lines,
    "SequenceFileInputFormat": sequence.read,
    "SequenceFileAsTextInputFormat": sequence.read_shown,
}


# Saving


def save_text(rdd, path, codec):
    kind = _known_codec(codec)
    target = qualified(rdd.ctx, path)
    if target.startswith("file:"):
        write = functools.partial(saving.write_lines, saving.line_of, codec)
        _save(rdd, target, "part-%05d" + kind, write)
    else:
        _save_lines_by_server(rdd, target, saving.line_of, kind)


def _known_codec(codec):
    return "" if codec is None else sequence.codec(codec)[0]


def _save(rdd, target, name, write):
    """Has the workers write `target`, a folder with one file a partition."""
    ctx, folder = rdd.ctx, target[len("file:") :]
    one = plan.Local(1, compute.Slices([()]))
    if not next(ctx._run(one, functools.partial(saving.prepare, folder))):
        raise _exists(target)
    complete = False
    try:
        list(rdd._run(functools.partial(saving.write_part, folder, name, write)))
        complete = True
    except Exception as raised:
        raise java_error("org.apache.spark.SparkException", "Job aborted. %s" % raised) from raised
    finally:
        list(ctx._run(one, functools.partial(saving.finish, folder, complete)))
    if _schema_problem(ctx, target) is not None:
        raise java_error(
            "java.io.IOException",
            "workers have written %s where the server does not see it; use a path that both reach" % target,
        )


def _exists(target):
    return java_error(
        "org.apache.hadoop.mapred.FileAlreadyExistsException", "Output directory %s already exists" % target
    )


def _schema_problem(ctx, target):
    try:
        ctx._session.read.format("text").load(_escaped(target)).schema
    except Exception as raised:  # what the server says is the answer
        return raised
    return None


class _Lines(compute.Results):
    """Sink with the elements as lines of a column of text."""

    columns = None

    def __init__(self, line):
        self.line = line

    def start(self, split):
        return ()

    def rows(self, split, iterator):
        import itertools

        import pyarrow

        while True:
            chunk = list(itertools.islice(iterator, 4096))
            if not chunk:
                return
            column = pyarrow.array([self.line(element).decode("utf-8") for element in chunk], pyarrow.string())
            yield pyarrow.RecordBatch.from_arrays([column], ["value"])

    def message(self, split, blob):
        import pyarrow

        return pyarrow.RecordBatch.from_arrays([pyarrow.array([], pyarrow.string())], ["value"])


_COMPRESSION = {"": "none", ".gz": "gzip", ".bz2": "bzip2", ".deflate": "deflate"}


def _save_lines_by_server(rdd, target, line, kind):
    from pyspark.sql.types import StringType, StructField, StructType

    schema = StructType([StructField("value", StringType())])
    if rdd.getNumPartitions() == 0:
        frame = rdd.ctx._session.createDataFrame([], schema)
    else:
        frame = rdd.ctx._planner.typed(rdd._node, _Lines(line), schema)
    try:
        frame.write.format("text").option("compression", _COMPRESSION[kind]).save(target)
    except Exception as raised:
        if "PATH_ALREADY_EXISTS" in str(raised):
            raise _exists(target) from raised
        raise


def save_pickles(rdd, path, batch):
    _save_binary(rdd, path, "part-%05d", functools.partial(saving.write_pickles, batch or 100), "saveAsPickleFile")


def _save_binary(rdd, path, name, write, what):
    target = qualified(rdd.ctx, path)
    if not target.startswith("file:"):
        raise unsupported(
            "%s to %s" % (what, target),
            "Spark's data sources do not write SequenceFiles and workers reach only local file systems",
            "save a DataFrame with rdd.toDF().write.parquet(path)",
        )
    _save(rdd, target, name, write)


def save_sequence(rdd, path, codec):
    _known_codec(codec)
    _save_pairs(rdd, path, "part-%05d", codec, True, None, None)


def _save_pairs(rdd, path, name, codec, blocks, key_class, value_class):
    if key_class is None or value_class is None:
        key, value = _first_pair(rdd)
        key_class = key_class or sequence.writable_class(key)
        value_class = value_class or sequence.writable_class(value)
    for known in (key_class, value_class):
        if known not in sequence.WRITERS:
            raise unsupported("writing " + known, "workers have no writer for this Writable", "use Text")
    write = functools.partial(saving.write_pairs, key_class, value_class, codec, blocks)
    _save_binary(rdd, path, name, write, "saving a SequenceFile")


def _first_pair(rdd):
    first = rdd.take(1)
    if not first:
        raise java_error("java.lang.UnsupportedOperationException", "empty collection")
    if not isinstance(first[0], tuple) or len(first[0]) != 2:
        message = "RDD element of type %s cannot be used" % type(first[0]).__name__
        raise java_error("org.apache.spark.SparkException", message)
    return first[0]


def save_hadoop(
    rdd, path, output_format, conf, codec, key_converter, value_converter, key_class=None, value_class=None
):
    """Saves pairs as the class `output_format` does: as text, or as a SequenceFile."""
    _check_converters(key_converter, value_converter)
    conf = dict(conf or {})
    name = output_format.rsplit(".", 1)[-1]
    if name not in ("TextOutputFormat", "SequenceFileOutputFormat"):
        raise unsupported(
            "the output format " + output_format,
            "its Java class cannot be run by a client of Spark Connect",
            "write a DataFrame with a data source of Spark",
        )
    blocks = codec is not None or conf.get(_OUTPUT + "compress.type", "RECORD") == "BLOCK"
    if codec is None and conf.get(_OUTPUT + "compress", "false") == "true":
        codec = conf.get(_OUTPUT + "compress.codec", "org.apache.hadoop.io.compress.DefaultCodec")
    kind = _known_codec(codec)
    part = "part-r-%05d" if ".mapreduce." in output_format else "part-%05d"
    if name == "SequenceFileOutputFormat":
        _save_pairs(rdd, path, part, codec, blocks, key_class, value_class)
        return
    if key_class is None or value_class is None:
        for value in _first_pair(rdd):
            sequence.writable_class(value)
    target = qualified(rdd.ctx, path)
    if target.startswith("file:"):
        _save(rdd, target, part + kind, functools.partial(saving.write_lines, saving.pair_line, codec))
    else:
        _save_lines_by_server(rdd, target, saving.pair_line, kind)


_OUTPUT = "mapreduce.output.fileoutputformat."


def save_dataset(rdd, conf, key_converter, value_converter, new):
    """Like `save_hadoop`, with everything in the configuration."""
    conf = dict(conf)
    path = conf.get(_OUTPUT + "outputdir") or conf.get("mapred.output.dir")
    if not path:
        raise java_error("org.apache.hadoop.mapred.InvalidJobConfException", "Output directory not set.")
    keys = ("mapreduce.job.outputformat.class",) if new else ("mapred.output.format.class",)
    package = "mapreduce.lib.output" if new else "mapred"
    default = "org.apache.hadoop.%s.TextOutputFormat" % package
    output_format = next((conf[key] for key in keys if key in conf), default)
    classes = conf.get("mapreduce.job.output.key.class"), conf.get("mapreduce.job.output.value.class")
    save_hadoop(rdd, path, output_format, conf, None, key_converter, value_converter, *classes)


# Files for workers


class SparkFiles:
    """Where the files of SparkContext.addFile are: in a folder of the client, and in one of each worker's session."""

    @classmethod
    def get(cls, filename):
        return os.path.abspath(os.path.join(cls.getRootDirectory(), filename))

    @classmethod
    def getRootDirectory(cls):
        from pyspark import TaskContext

        if TaskContext.get() is not None:
            from pyspark import SparkFiles as ofWorker

            return ofWorker.getRootDirectory()
        from reconnect_runtime.context import SparkContext

        # Where there is a session, classic Spark has a context too.
        return root_directory(SparkContext._active_spark_context or SparkContext.getOrCreate())


def root_directory(ctx):
    """The client's folder with copies of the files that were added; it goes with the program."""
    if getattr(ctx, "_files_folder", None) is None:
        ctx._files_folder = tempfile.mkdtemp(prefix="reconnect-files-")
        atexit.register(shutil.rmtree, ctx._files_folder, ignore_errors=True)
    return ctx._files_folder


def add_file(ctx, path, recursive):
    local = _local(ctx, path)
    if os.path.isdir(local):
        if not recursive:
            message = "Added file %s is a directory and recursive is not turned on." % ("file:" + local)
            raise java_error("org.apache.spark.SparkException", message)
        _add_folder(ctx, local)
    else:
        _add(ctx, local, path, "file", lambda copy: ctx._session.addArtifacts(copy, file=True))


def _add_folder(ctx, folder):
    name = os.path.basename(folder.rstrip("/"))
    if not _is_new(ctx, "file:" + folder, "file"):
        return
    shutil.copytree(folder, os.path.join(root_directory(ctx), name), dirs_exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        archive = shutil.make_archive(os.path.join(scratch, name), "zip", folder)
        ctx._session.addArtifacts("%s#%s" % (archive, name), archive=True)


def add_python(ctx, path):
    local = _local(ctx, path)

    def send(copy):
        ctx._session.addArtifacts(copy, pyfile=True)
        folder = copy if copy.endswith((".zip", ".egg", ".jar")) else os.path.dirname(copy)
        if folder not in sys.path:
            sys.path.insert(1, folder)
        importlib.invalidate_caches()
        ctx._python_includes.append(os.path.basename(copy))

    _add(ctx, local, path, "file", send)


def add_archive(ctx, path):
    path, _, name = path.partition("#")
    local = _local(ctx, path)
    name = name or os.path.basename(local)
    if not _is_new(ctx, "file:" + local, "archive"):
        return
    shutil.unpack_archive(local, os.path.join(root_directory(ctx), name), _archive_format(local))
    ctx._session.addArtifacts("%s#%s" % (local, name), archive=True)


def _archive_format(path):
    return "zip" if path.endswith((".zip", ".jar")) else None


def _add(ctx, local, path, kind, send):
    if not _is_new(ctx, "file:" + local if _is_local(path) else path, kind):
        return
    copy = os.path.join(root_directory(ctx), os.path.basename(local))
    shutil.copyfile(local, copy)
    send(copy)


def _is_new(ctx, name, kind):
    """Whether the file was not added before; adding it again is ignored, as in classic Spark."""
    if ctx._files.get(name) == kind:
        return False
    ctx._files[name] = kind
    return True


def _is_local(path):
    return _SCHEME.fullmatch(path) is None or path.startswith("file:")


def _local(ctx, path):
    """A path of the client for a file that may be elsewhere."""
    if _is_local(path):
        local = os.path.abspath(re.sub("^file:(//[^/]*)?", "", path))
        if not os.path.exists(local):
            raise java_error("java.io.FileNotFoundException", "File file:%s does not exist" % local)
        return local
    local = os.path.join(tempfile.mkdtemp(dir=root_directory(ctx)), path.rsplit("/", 1)[-1])
    with open(local, "wb") as stream:
        if path.startswith(("http:", "https:", "ftp:")):
            with urllib.request.urlopen(path) as response:
                shutil.copyfileobj(response, stream)
        else:
            row = ctx._session.read.format("binaryFile").load(_escaped(path)).select("content").first()
            stream.write(row[0])
    return local
