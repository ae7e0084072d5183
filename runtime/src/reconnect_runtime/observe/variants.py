"""Makes further data sets from the files a program was seen to read: the values that rewrites get wrong.

Formats are told by extension and content: CSV with or without a header, JSON lines, Parquet, plain text. Everything is
drawn from a seeded generator, so the same inputs and seed give the same bytes.
"""

import csv
import datetime
import decimal
import io
import json
import os
import random
import re
import shutil

MAX_BYTES = 4 << 20
MAX_ROWS = 2000

_WORDS = ("İstanbul", "straße", "ẞ", "ǅ", "e\u0301", "\u00e9", "日本語", "🙂", " lead", "trail ", "\u00a0", "ﬁ", "Σίσυφος", "a\u2003b", "I", "ı")
_MOST, _LEAST = (1 << 31) - 1, -(1 << 31)
_LONGEST, _SHORTEST = (1 << 63) - 1, -(1 << 63)
_INTEGERS = (_LONGEST, _LONGEST, _SHORTEST, _MOST, _MOST, _LEAST, 0, -1, -7, 1)
_SMALL = {"int8": 8, "int16": 16, "int32": 32, "int64": 64}
_FLOATS = (0.1, 0.2, -0.0, 0.0, -1.5, 1e308, 1e308, -1e308, 5e-324, 1e16, float("nan"), float("inf"), float("-inf"))
_DATES = ("0001-01-01", "1582-10-04", "1900-02-28", "1969-12-31", "1970-01-01", "2000-02-29", "9999-12-31")


def make(folders, opened, seed, into):
    """Writes the variants below `into` and describes them; folders are numbered there as they were given."""
    targets = _targets(folders, opened)
    made = []
    for name, change in _CHANGES:
        root = os.path.join(into, name)
        if _make_one(folders, targets, name, change, seed, root):
            made.append({"name": name, "folders": [os.path.join(name, str(number)) for number in range(len(folders))]})
        else:
            shutil.rmtree(root, ignore_errors=True)
    return made


def _targets(folders, opened):
    """(number of the folder, path below it, whether plain Python opened it) of each readable data file."""
    if opened is None:
        found = []
        for number, folder in enumerate(folders):
            if os.path.isfile(folder):
                found.append((number, "", True))
            for parent, _, names in os.walk(folder):
                found += [(number, os.path.relpath(os.path.join(parent, name), folder), True) for name in sorted(names)]
        return found
    return [(number, path, by_python) for number, path, by_python in opened]


def _make_one(folders, targets, name, change, seed, root):
    os.makedirs(root, exist_ok=True)
    for number, folder in enumerate(folders):
        target = os.path.join(root, str(number))
        if os.path.isdir(folder):
            shutil.copytree(folder, target)
        else:
            shutil.copyfile(folder, target)
    changed = False
    for number, path, by_python in targets:
        file = os.path.join(root, str(number), path) if path else os.path.join(root, str(number))
        random_ = random.Random("%s/%s/%d/%s" % (seed, name, number, path))
        if os.path.isfile(file) and os.path.getsize(file) <= MAX_BYTES:
            changed |= _change_file(file, path or folders[number], change, random_, by_python)
    return changed


def _change_file(file, name, change, random_, by_python):
    table = _load(file, name)
    if table is None:
        return False
    if change is _several_files:
        return _split_file(file, name, table, by_python)
    with open(file, "rb") as stream:
        before = stream.read()
    table.rows = change(table, random_)
    table.store(file)
    with open(file, "rb") as stream:
        return stream.read() != before


def _load(file, name):
    lower = name.lower()
    try:
        if lower.endswith((".parquet", ".parq")):
            return _Parquet(file)
        with open(file, "rb") as stream:
            data = stream.read()
        if b"\0" in data or lower.endswith((".gz", ".bz2", ".zip", ".py", ".md")):
            return None
        text = data.decode("utf-8")
        if lower.endswith((".csv", ".tsv")) or _looks_like_csv(text, lower):
            return _Csv(text, "\t" if lower.endswith(".tsv") else None)
        if lower.endswith((".json", ".jsonl", ".ndjson")):
            return _Json(text)
        return _Text(text)
    except Exception:
        return None


def _looks_like_csv(text, name):
    if not name.endswith((".txt", ".dat", ".data")) and "." in os.path.basename(name):
        return False
    lines = [line for line in text.split("\n") if line][:20]
    for mark in (",", "\t", ";", "|"):
        counts = {line.count(mark) for line in lines}
        if len(lines) > 1 and len(counts) == 1 and counts != {0}:
            return True
    return False


_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def has_header(rows):
    """Whether the first row names the columns."""
    if not rows or len(set(rows[0])) != len(rows[0]):
        return False
    names = all(re.fullmatch(r"[A-Za-z_][\w .\-/]*", cell.strip()) for cell in rows[0])
    if not names:
        return False
    if len(rows) == 1:
        return True
    typed = any(_NUMBER.fullmatch(cell) or _DATE.match(cell) for row in rows[1:] for cell in row)
    return typed or all(cell not in {row[at] for row in rows[1:] if at < len(row)} for at, cell in enumerate(rows[0]))


class _Csv:
    kind = "csv"

    def __init__(self, text, delimiter):
        self._delimiter = delimiter or self._guess(text)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter))[: MAX_ROWS + 1]
        self.header = rows.pop(0) if has_header(rows) else None
        self.rows = rows
        width = max((len(row) for row in rows), default=0)
        self.kinds = [self._kind([row[at] for row in rows if at < len(row)]) for at in range(width)]

    @staticmethod
    def _guess(text):
        first = text.split("\n", 1)[0]
        return max((",", "\t", ";", "|"), key=first.count)

    @staticmethod
    def _kind(cells):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if filled and all(re.fullmatch(r"-?\d+", cell) for cell in filled):
            return "int"
        if filled and all(_NUMBER.fullmatch(cell) for cell in filled):
            return "float"
        if filled and all(_DATE.fullmatch(cell) for cell in filled):
            return "date"
        return "text"

    def cells(self, row):
        return [(at, self.kinds[at]) for at in range(len(row))]

    def null(self, row, at):
        row[at] = ""

    def put(self, row, at, value):
        row[at] = _csv_text(value)

    def copy(self, row):
        return list(row)

    def store(self, file):
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, delimiter=self._delimiter, lineterminator="\n")
        if self.header is not None:
            writer.writerow(self.header)
        writer.writerows(self.rows)
        with open(file, "w", encoding="utf-8", newline="") as target:
            target.write(stream.getvalue())

    def part(self, rows):
        other = object.__new__(_Csv)
        other.__dict__.update(self.__dict__, rows=rows)
        return other


def _csv_text(value):
    if isinstance(value, float):
        return {"nan": "NaN", "inf": "Infinity"}.get(repr(value), repr(value))
    return str(value)


class _Json:
    kind = "json"

    def __init__(self, text):
        self.header = None
        lines = [line for line in text.split("\n") if line.strip()][:MAX_ROWS]
        self._document = False
        try:
            self.rows = [json.loads(line) for line in lines]
        except ValueError:
            self.rows = json.loads(text)
            self._document = True
        if len(self.rows) == 1 and isinstance(self.rows[0], list):
            self.rows, self._document = self.rows[0], True
        if not isinstance(self.rows, list) or not all(isinstance(row, dict) for row in self.rows):
            raise ValueError("not records")

    def cells(self, row):
        kinds = []
        for key, value in row.items():
            if isinstance(value, bool) or isinstance(value, (list, dict)):
                kinds.append((key, "other"))
            elif isinstance(value, int):
                kinds.append((key, "int"))
            elif isinstance(value, float):
                kinds.append((key, "float"))
            elif isinstance(value, str):
                kinds.append((key, "date" if _DATE.fullmatch(value) else "text"))
        return kinds

    def null(self, row, key):
        row[key] = None

    def put(self, row, key, value):
        if not isinstance(value, float) or value == value and abs(value) != float("inf"):
            row[key] = value

    def copy(self, row):
        return dict(row)

    def store(self, file):
        with open(file, "w", encoding="utf-8", newline="") as target:
            if self._document:
                json.dump(self.rows, target, ensure_ascii=False, indent=1)
            else:
                for row in self.rows:
                    target.write(json.dumps(row, ensure_ascii=False) + "\n")

    def part(self, rows):
        other = object.__new__(_Json)
        other.__dict__.update(self.__dict__, rows=rows)
        return other


class _Text:
    kind = "text"

    def __init__(self, text):
        self.header = None
        lines = text.split("\n")
        if lines and lines[-1] == "":
            lines.pop()
        self.rows = [[line] for line in lines[:MAX_ROWS]]

    def cells(self, row):
        return [(0, "line")]

    def null(self, row, at):
        row[at] = ""

    def put(self, row, at, value):
        row[at] = value

    def copy(self, row):
        return list(row)

    def store(self, file):
        with open(file, "w", encoding="utf-8", newline="") as target:
            target.write("".join(row[0] + "\n" for row in self.rows))

    def part(self, rows):
        other = object.__new__(_Text)
        other.rows, other.header = rows, None
        return other


class _Parquet:
    kind = "parquet"

    def __init__(self, file):
        import pyarrow
        import pyarrow.parquet

        self._schema = None
        table = pyarrow.parquet.ParquetFile(file).read().slice(0, MAX_ROWS)
        self._schema = table.schema
        self.header = None
        self.rows = table.to_pylist()
        self._kinds = {field.name: self._kind(str(field.type), field.nullable) for field in table.schema}

    @staticmethod
    def _kind(kind, nullable):
        if kind in _SMALL:
            return kind
        if kind in ("float", "double"):
            return "float"
        if kind in ("string", "large_string"):
            return "text"
        if kind.startswith("date"):
            return "day"
        if kind.startswith("decimal"):
            return "decimal"
        return "other"

    def cells(self, row):
        return list(self._kinds.items())

    def null(self, row, name):
        if self._schema.field(name).nullable:
            row[name] = None

    def put(self, row, name, value):
        kind = self._kinds[name]
        if kind in _SMALL:
            bits = _SMALL[kind]
            value = max(-(1 << (bits - 1)), min((1 << (bits - 1)) - 1, int(value)))
        row[name] = value

    def copy(self, row):
        return dict(row)

    def store(self, file):
        import pyarrow
        import pyarrow.parquet

        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(self.rows, schema=self._schema), file)

    def part(self, rows):
        other = object.__new__(_Parquet)
        other.__dict__.update(self.__dict__, rows=rows)
        return other


def _empty(table, random_):
    return []


def _one_row(table, random_):
    return table.rows[:1]


def _nulls(table, random_):
    rows = []
    for number, row in enumerate(table.rows):
        row = table.copy(row)
        for at, _ in table.cells(row):
            if random_.random() < 0.3 or number == 1:
                table.null(row, at)
        rows.append(row)
    return rows


def _duplicates(table, random_):
    rows = []
    for row in table.rows:
        rows.append(row)
        if random_.random() < 0.6:
            rows.append(table.copy(row))
    return rows + [table.copy(row) for row in table.rows[:2]]


def _reordered(table, random_):
    rows = list(table.rows)
    random_.shuffle(rows)
    return rows


def _unicode(table, random_):
    rows = []
    for number, row in enumerate(table.rows):
        row = table.copy(row)
        for at, kind in table.cells(row):
            if kind == "line":
                table.put(row, at, _strange_line(row[at], random_))
            elif kind == "text" and (number == 0 or random_.random() < 0.6):
                table.put(row, at, _strange_word(row[at], random_))
        rows.append(row)
    return rows


def _strange_word(text, random_):
    if not isinstance(text, str):
        return random_.choice(_WORDS)
    return random_.choice([random_.choice(_WORDS), text.upper(), text + random_.choice(_WORDS), text + " "])


def _strange_line(line, random_):
    words = line.split(" ")
    return " ".join(_strange_word(word, random_) if random_.random() < 0.3 else word for word in words)


def _extremes(table, random_):
    """The rows, and further ones whose numbers and dates run through what overflows, rounds and sorts oddly."""
    days = [datetime.date.fromisoformat(day) for day in _DATES[2:]]
    return _further(table, random_, {"int": _INTEGERS, "float": _FLOATS, "date": _DATES, "day": days})


def _small_numbers(table, random_):
    """The rows, and further ones with signs, zeros and ties: what remainders, divisions and rankings get wrong."""
    return _further(table, random_, {"int": (-3, -2, -1, 0, 1, 2, 3, 3), "float": (-2.5, -0.5, 0.0, 0.5, 0.5, 1.5, 2.5)})


def _further(table, random_, values):
    rows = [table.copy(row) for row in table.rows]
    if not rows:
        return rows
    for number in range(max(len(choice) for choice in values.values())):
        row = table.copy(table.rows[number % len(table.rows)])
        for at, kind in table.cells(row):
            if kind == "line":
                integers = values["int"]
                table.put(row, at, _NUMBER.sub(lambda _: str(integers[number % len(integers)]), row[at]))
            elif kind == "decimal" and isinstance(row[at], decimal.Decimal):
                table.put(row, at, -row[at])
            else:
                choice = values.get("int" if kind in _SMALL else kind)
                if choice is not None:
                    table.put(row, at, choice[number % len(choice)])
        rows.append(row)
    return rows


def _several_files(table, random_):
    raise AssertionError("done by _split_file")


def _split_file(file, name, table, by_python):
    """A file becomes a folder of files of the same name, where only Spark reads it: plain Python cannot open a folder."""
    if by_python or len(table.rows) < 2:
        return False
    parts = 3 if len(table.rows) > 2 else 2
    size = -(-len(table.rows) // parts)
    os.unlink(file)
    os.makedirs(file)
    extension = os.path.splitext(name)[1]
    for number in range(parts):
        rows = table.rows[number * size : (number + 1) * size]
        if rows:
            table.part(rows).store(os.path.join(file, "%c-%d%s" % (ord("c") - number, number, extension)))
    return True




_CHANGES = (
    ("empty", _empty),
    ("one row", _one_row),
    ("nulls", _nulls),
    ("duplicates", _duplicates),
    ("reordered", _reordered),
    ("unicode", _unicode),
    ("extremes", _extremes),
    ("small numbers", _small_numbers),
    ("several files", _several_files),
)
