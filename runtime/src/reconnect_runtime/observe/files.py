"""Reads back what a program wrote, as records: Spark's output folders and single files, by format.

How a folder was cut into part files, what these are called, and marker and checksum files do not count. Partition
columns in folder names become fields.
"""

import csv
import gzip
import hashlib
import io
import json
import os
import re
import stat

from reconnect_runtime.observe.values import Encoder

MAX_BYTES = 64 << 20
MAX_RECORDS = 50_000
_IGNORED_FOLDERS = {"__pycache__", "metastore_db", "spark-warehouse-tmp", "_temporary", "_delta_log", ".ipynb_checkpoints"}
# Where the Connect server of 3.5 keeps what clients send it: in its working folder, which is the program's.
_ARTIFACTS = re.compile(r".*/artifacts/spark-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PART = re.compile(r"part-\d+")
_PARTITION = re.compile(r"([^=/]+)=(.*)")


def snapshot(root):
    """Path to (size, mtime, inode) of every file below the root; what a later `written` compares with."""
    state = {}
    for parent, _, names in os.walk(root):
        for name in names:
            path = os.path.join(parent, name)
            try:
                info = os.lstat(path)
            except OSError:
                continue
            state[path] = (info.st_size, info.st_mtime_ns, info.st_ino)
    return state


def written(roots, before, place):
    """Data sets by name (`place` turns a path into a name): new and changed files, and input files deleted."""
    results = {}
    for root in roots:
        for path in outputs(root, before):
            results[place(path)] = _read(path)
    for path in sorted(before):
        if not os.path.lexists(path) and not _ignored(os.path.basename(path)):
            results[place(path)] = {"format": "deleted"}
    return dict(sorted(results.items()))


def outputs(folder, before):
    """The folders that Spark wrote as one data set, and the other files that are new or changed."""
    if not os.path.isdir(folder):
        return
    if _is_data_set(folder) and _changed_below(folder, before):
        yield folder
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_symlink():
            continue
        if entry.is_dir():
            if entry.name not in _IGNORED_FOLDERS and not _ARTIFACTS.fullmatch(entry.path):
                yield from outputs(entry.path, before)
        elif not _ignored(entry.name) and _changed(entry.path, before):
            yield entry.path


def _is_data_set(folder):
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return False
    for entry in entries:
        if entry.name == "_SUCCESS" or (_PART.match(entry.name) and entry.is_file()):
            return True
        if entry.is_dir() and not entry.is_symlink() and _PARTITION.fullmatch(entry.name) and _is_data_set(entry.path):
            return True
    return False


def _changed_below(folder, before):
    for parent, _, names in os.walk(folder):
        if any(_changed(os.path.join(parent, name), before) for name in names):
            return True
    return False


def _changed(path, before):
    try:
        info = os.lstat(path)
    except OSError:
        return False
    return before.get(path) != (info.st_size, info.st_mtime_ns, info.st_ino)


def _ignored(name):
    return (
        name.startswith("_")
        or name.endswith((".crc", ".pyc"))
        or name in ("derby.log", ".DS_Store")
        or (name.startswith(".") and name.endswith((".crc", ".tmp")))
    )


def _read(path):
    try:
        if os.path.isdir(path):
            return _read_folder(path)
        return _read_file(path)
    except _TooLarge:
        return {"format": "too large"}
    except Exception as error:
        return {"format": "unreadable", "why": type(error).__name__}


class _TooLarge(Exception):
    pass


def _read_folder(folder):
    parts = []
    for parent, folders, names in os.walk(folder):
        folders.sort()
        folders[:] = [name for name in folders if name not in _IGNORED_FOLDERS]
        for name in names:
            if not _ignored(name) and not name.startswith("."):
                parts.append(os.path.join(parent, name))
    if sum(os.path.getsize(part) for part in parts) > MAX_BYTES:
        raise _TooLarge()
    parts.sort(key=lambda part: (os.path.dirname(part), _part_number(part), part))
    form = _format(parts[0]) if parts else "empty"
    if form == "text" and parts and all(_format(part) == "text" for part in parts) and _is_binary(parts):
        form = "bytes"
    partitions = _partition_names(folder, parts)
    if form in ("parquet", "orc"):
        return _columnar(folder, parts, form, partitions)
    read = {"csv": _csv_part, "json": _json_part, "text": _text_part}.get(form, _bytes_part)
    tables = [(part, read(part)) for part in parts]
    if form == "csv":
        _drop_repeated_headers(tables)
    encoder = Encoder()
    records = []
    for part, rows in tables:
        prefix = [value for _, value in _partition_values(folder, part)]
        for row in rows:
            records.append({"t": "record", "v": [encoder.encode(value) for value in prefix + row]})
            if len(records) > MAX_RECORDS:
                raise _TooLarge()
    if form == "text" and not records:
        form = "empty"  # files without lines, or no files: who reads the folder cannot tell
    return {"format": form, "partitions": partitions, "v": records}


def _part_number(path):
    found = re.match(r"part-(\d+)", os.path.basename(path))
    return int(found.group(1)) if found else -1


def _format(path):
    name = os.path.basename(path).lower()
    for suffix in (".gz", ".bz2", ".snappy", ".zst", ".lz4", ".deflate"):
        if name.endswith(suffix):
            name = name[: -len(suffix)]
    for form, endings in {
        "parquet": (".parquet", ".parq"),
        "orc": (".orc",),
        "csv": (".csv", ".tsv"),
        "json": (".json", ".jsonl", ".ndjson"),
    }.items():
        if name.endswith(endings):
            return form
    return "text"


def _is_binary(parts):
    for part in parts:
        with _open(part) as stream:
            if b"\0" in stream.read(4096):
                return True
    return False


def _open(path):
    if path.endswith(".gz"):
        return gzip.open(path, "rb")
    if path.endswith(".bz2"):
        import bz2

        return bz2.open(path, "rb")
    if path.endswith(".deflate"):
        import zlib

        with open(path, "rb") as stream:
            return io.BytesIO(zlib.decompress(stream.read(), bufsize=1 << 16))
    return open(path, "rb")


def _content(path):
    with _open(path) as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _TooLarge()
    return data


def _lines(path):
    text = _content(path).decode("utf-8", "backslashreplace")
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    return lines


def _text_part(path):
    return [[line] for line in _lines(path)]


def _csv_part(path):
    text = _content(path).decode("utf-8", "backslashreplace")
    csv.field_size_limit(MAX_BYTES)
    delimiter = "\t" if ".tsv" in path else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, escapechar="\\"))
    return rows


def _json_part(path):
    rows = []
    for line in _lines(path):
        try:
            rows.append([json.loads(line)])
        except ValueError:
            rows.append([line])
    return rows


def _bytes_part(path):
    return [[hashlib.sha256(_content(path)).hexdigest()]]


def _drop_repeated_headers(tables):
    """Spark repeats the header in each part. If all parts begin with one record, it counts once, wherever it is."""
    filled = [rows for _, rows in tables if rows]
    if len(filled) < 2 or any(rows[0] != filled[0][0] for rows in filled):
        return
    for rows in filled[1:]:
        del rows[0]


def _partition_values(folder, part):
    values = []
    for name in os.path.relpath(os.path.dirname(part), folder).split(os.sep):
        found = _PARTITION.fullmatch(name)
        if found:
            values.append((found.group(1), found.group(2)))
    return values


def _partition_names(folder, parts):
    names = []
    for part in parts:
        for name, _ in _partition_values(folder, part):
            if name not in names:
                names.append(name)
    return names


def _columnar(folder, parts, form, partitions):
    encoder = Encoder()
    schema = None
    records = []
    for part in parts:
        table = _arrow_table(part, form)
        schema = schema or [[field.name, str(field.type)] for field in table.schema]
        prefix = [value for _, value in _partition_values(folder, part)]
        columns = [column.to_pylist() for column in table.columns]
        for row in zip(*columns) if columns else [()] * table.num_rows:
            records.append({"t": "record", "v": [encoder.encode(value) for value in prefix + list(row)]})
            if len(records) > MAX_RECORDS:
                raise _TooLarge()
    return {"format": form, "partitions": partitions, "schema": schema, "v": records}


def _arrow_table(path, form):
    if form == "parquet":
        import pyarrow.parquet

        return pyarrow.parquet.ParquetFile(path).read()
    import pyarrow.orc

    return pyarrow.orc.ORCFile(path).read()


def _read_file(path):
    info = os.stat(path)
    if not stat.S_ISREG(info.st_mode):
        return {"format": "special"}
    if info.st_size > MAX_BYTES:
        raise _TooLarge()
    form = _format(path)
    if form in ("parquet", "orc"):
        return _columnar(os.path.dirname(path), [path], form, [])
    data = _content(path)
    if b"\0" in data[:4096]:
        return {"format": "bytes", "v": [{"t": "record", "v": [{"t": "sha256", "v": hashlib.sha256(data).hexdigest()}]}]}
    encoder = Encoder()
    rows = _csv_part(path) if form == "csv" else _json_file(data, path) if form == "json" else _text_part(path)
    if len(rows) > MAX_RECORDS:
        raise _TooLarge()
    return {
        "format": form,
        "partitions": [],
        "v": [{"t": "record", "v": [encoder.encode(value) for value in row]} for row in rows],
    }


def _json_file(data, path):
    try:
        return [[json.loads(data)]]
    except ValueError:
        return _json_part(path)
