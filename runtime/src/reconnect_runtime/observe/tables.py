"""Reads the files that programs read as rows of cells, and writes them back with the rows changed.

Formats are told by extension and content: CSV with or without a header, JSON lines, Parquet, plain text. A table has
`rows`, and for each row `cells`: where in the row a value is, and of which kind. Kinds are `int`, `float`, `date` (as text),
`day` (as a date), `decimal`, `text`, `line` (the whole of a line of text), `int8` to `int64` (a type of fixed width), `other`.
"""

import csv
import decimal
import io
import json
import os
import re

MAX_ROWS = 2000
_WIDE = decimal.Context(prec=200)
INTEGERS = {"int8": 8, "int16": 16, "int32": 32, "int64": 64}


def load(file, name):
    """The file as a table; None for what is no data, such as archives, programs and binary files."""
    lower = name.lower()
    try:
        if lower.endswith((".parquet", ".parq")):
            return Parquet(file)
        with open(file, "rb") as stream:
            data = stream.read()
        if b"\0" in data or lower.endswith((".gz", ".bz2", ".zip", ".py", ".md")):
            return None
        text = data.decode("utf-8")
        if lower.endswith((".csv", ".tsv")) or _looks_like_csv(text, lower):
            return Csv(text, "\t" if lower.endswith(".tsv") else None)
        if lower.endswith((".json", ".jsonl", ".ndjson")):
            return Json(text)
        return Text(text)
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


NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def has_header(rows):
    """Whether the first row names the columns."""
    if not rows or len(set(rows[0])) != len(rows[0]):
        return False
    names = all(re.fullmatch(r"[A-Za-z_][\w .\-/]*", cell.strip()) for cell in rows[0])
    if not names:
        return False
    if len(rows) == 1:
        return True
    typed = any(NUMBER.fullmatch(cell) or DATE.match(cell) for row in rows[1:] for cell in row)
    return typed or all(cell not in {row[at] for row in rows[1:] if at < len(row)} for at, cell in enumerate(rows[0]))


class Csv:
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
        if filled and all(NUMBER.fullmatch(cell) for cell in filled):
            return "float"
        if filled and all(DATE.fullmatch(cell) for cell in filled):
            return "date"
        return "text"

    def cells(self, row):
        return [(at, self.kinds[at]) for at in range(len(row))]

    def null(self, row, at):
        row[at] = ""

    def put(self, row, at, value):
        row[at] = _csv_text(value)

    def number(self, row, at):
        text = row[at].strip()
        return decimal.Decimal(text) if NUMBER.fullmatch(text) else None

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
        other = object.__new__(Csv)
        other.__dict__.update(self.__dict__, rows=rows)
        return other


def _csv_text(value):
    if isinstance(value, float):
        return {"nan": "NaN", "inf": "Infinity"}.get(repr(value), repr(value))
    return str(value)


class Json:
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
                kinds.append((key, "date" if DATE.fullmatch(value) else "text"))
        return kinds

    def null(self, row, key):
        row[key] = None

    def put(self, row, key, value):
        if not isinstance(value, float) or value == value and abs(value) != float("inf"):
            row[key] = value

    def number(self, row, key):
        return row[key]

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
        other = object.__new__(Json)
        other.__dict__.update(self.__dict__, rows=rows)
        return other


class Text:
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
        other = object.__new__(Text)
        other.rows, other.header = rows, None
        return other


class Parquet:
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
        if kind in INTEGERS:
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
        if kind in INTEGERS:
            bits = INTEGERS[kind]
            value = max(-(1 << (bits - 1)), min((1 << (bits - 1)) - 1, int(value)))
        elif kind == "decimal":
            value = self._fitting(name, value)
        row[name] = value

    def _fitting(self, name, value):
        """The value with as many digits as the column has; the largest that it holds for what is larger."""
        kind = self._schema.field(name).type
        largest = 10**kind.precision - 1
        scaled = int(decimal.Decimal(str(value)).scaleb(kind.scale, _WIDE))
        return decimal.Decimal(max(-largest, min(largest, scaled))).scaleb(-kind.scale, _WIDE)

    def number(self, row, name):
        return row[name]

    def copy(self, row):
        return dict(row)

    def store(self, file):
        import pyarrow
        import pyarrow.parquet

        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(self.rows, schema=self._schema), file)

    def part(self, rows):
        other = object.__new__(Parquet)
        other.__dict__.update(self.__dict__, rows=rows)
        return other
