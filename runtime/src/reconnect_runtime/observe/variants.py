"""Makes further data sets from the files a program was seen to read: the values that rewrites get wrong.

Everything is drawn from a seeded generator, so the same inputs, literals and seed give the same bytes.
"""

import datetime
import decimal
import functools
import os
import random
import re
import shutil

from reconnect_runtime.observe import tables

MAX_BYTES = 4 << 20
_MAX_FURTHER = 240

_WORDS = ("İstanbul", "straße", "ẞ", "ǅ", "e\u0301", "\u00e9", "日本語", "🙂", " lead", "trail ", "\u00a0", "ﬁ", "Σίσυφος", "a\u2003b", "I", "ı")
_MOST, _LEAST = (1 << 31) - 1, -(1 << 31)
_LONGEST, _SHORTEST = (1 << 63) - 1, -(1 << 63)
_INTEGERS = (_LONGEST, _LONGEST, _SHORTEST, _MOST, _MOST, _LEAST, 0, -1, -7, 1)
# Beyond 32 bits, and beyond what floats hold exactly, but sums of a table's rows stay within 64 bits.
_LARGE = (_MOST, _MOST + 1, -_MOST - 2, (1 << 53) + 1, -(1 << 53) - 1, _LEAST, 10**15 + 1, _MOST)
_FLOATS = (0.1, 0.2, -0.0, 0.0, -1.5, 1e308, 1e308, -1e308, 5e-324, 1e16, float("nan"), float("inf"), float("-inf"))
_DATES = ("0001-01-01", "1582-10-04", "1900-02-28", "1969-12-31", "1970-01-01", "2000-02-29", "9999-12-31")
_STANDING_NUMBER = re.compile(r"(?<![^\s,;|=])-?\d+(\.\d+)?(?![^\s,;|])")
_FIELD = re.compile(r"[^\s,;|]+")


def make(folders, opened, literals, seed, into):
    """Writes the variants below `into` and describes them; folders are numbered there as they were given.

    `literals` are the program's own numbers and texts, as `constants.of` tells them.
    """
    targets = _targets(folders, opened)
    made = []
    for name, change in _changes(literals):
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
    table = tables.load(file, name)
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


def _large_numbers(table, random_):
    """The rows, and further ones with integers that are large: what shows where `extremes` ends in an overflow."""
    return _further(table, random_, {"int": _LARGE})


def _further(table, random_, values):
    rows = [table.copy(row) for row in table.rows]
    if not rows:
        return rows
    for number in range(max(len(choice) for choice in values.values())):
        row = table.copy(table.rows[number % len(table.rows)])
        for at, kind in table.cells(row):
            if kind == "line":
                integers = values["int"]
                table.put(row, at, tables.NUMBER.sub(lambda _: str(integers[number % len(integers)]), row[at]))
            elif kind == "decimal" and isinstance(row[at], decimal.Decimal):
                table.put(row, at, -row[at])
            else:
                choice = values.get("int" if kind in tables.INTEGERS else kind)
                if choice is not None:
                    table.put(row, at, choice[number % len(choice)])
        rows.append(row)
    return rows


def _negated(table, random_):
    """Every number with its sign turned: each group has a largest below zero, and what was sorted runs backwards."""
    rows = []
    for row in table.rows:
        row = table.copy(row)
        for at, kind in table.cells(row):
            if kind == "line":
                table.put(row, at, _STANDING_NUMBER.sub(lambda number: _turned(number.group()), row[at]))
            elif _is_number(kind):
                _negate(table, row, at)
        rows.append(row)
    return rows


def _turned(digits):
    return digits[1:] if digits.startswith("-") else "-" + digits


def _negate(table, row, at):
    value = table.number(row, at)
    if value is not None:
        table.put(row, at, -value)


def _one_null(table, random_):
    """The rows, and further ones with one cell missing: alone, and in whole groups that another cell makes new."""
    further = []
    for row in table.rows[:: max(1, len(table.rows) // 2)][:2]:
        cells = table.cells(row)
        for number, (at, kind) in enumerate(cells):
            if kind == "line":
                further += [_without_field(table, row, at, field) for field in _FIELD.finditer(row[at])]
                continue
            missing = _with_null(table, row, at)
            further.append(missing)
            for other, (key, key_kind) in enumerate(cells):
                if key != at and _is_key(key_kind):
                    further.append(_with(table, missing, key, _new_key(key_kind, number * len(cells) + other)))
    return [table.copy(row) for row in table.rows] + _spread(further)


def _is_key(kind):
    return kind in ("text", "int") or kind in tables.INTEGERS


def _with_null(table, row, at):
    row = table.copy(row)
    table.null(row, at)
    return row


def _without_field(table, row, at, field):
    row = table.copy(row)
    table.put(row, at, row[at][: field.start()] + row[at][field.end() :])
    return row


def _new_key(kind, number):
    return "new %d" % number if kind == "text" else 101 + number


def _boundaries(literals, table, random_):
    """The rows, and further ones where a cell is one of the program's own constants, or next to it."""
    if not table.rows:
        return []
    further = []
    for value, kinds in [(number, "number") for number in literals["numbers"]] + [(text, "text") for text in literals["texts"]]:
        for row, at, kind in _one_of_each_cell(table, len(further)):
            if kind == "line":
                further.append(_with_field(table, row, at, value, random_))
            elif kinds == "number" and _is_number(kind):
                further += [_with(table, row, at, near) for near in _near(kind, value)]
            elif kinds == "text" and kind in ("text", "date"):
                further.append(_with(table, row, at, value))
    return [table.copy(row) for row in table.rows] + _spread(further)


def _one_of_each_cell(table, start):
    """Each cell, in rows that differ from cell to cell."""
    width = max(len(table.cells(row)) for row in table.rows)
    for number in range(width):
        row = table.rows[(start + number) % len(table.rows)]
        cells = table.cells(row)
        if number < len(cells):
            yield (row, *cells[number])


def _near(kind, value):
    if kind == "float":
        return (value, value - 1, value + 1)
    whole = int(value)
    return (whole - 1, whole, whole + 1)


def _with(table, row, at, value):
    row = table.copy(row)
    table.put(row, at, value)
    return row


def _with_field(table, row, at, value, random_):
    fields = [field for field in _FIELD.finditer(row[at]) if isinstance(value, str) or tables.NUMBER.fullmatch(field.group())]
    if not fields:
        return _with(table, row, at, str(value))
    field = random_.choice(fields)
    return _with(table, row, at, row[at][: field.start()] + str(value) + row[at][field.end() :])


def _spread(rows):
    """As many as there may be, from all over."""
    step = -(-len(rows) // _MAX_FURTHER) or 1
    return rows[::step]


def _is_number(kind):
    return kind in ("int", "float", "decimal") or kind in tables.INTEGERS


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
    names = _listed_as_sorted(file, parts, os.path.splitext(name)[1])
    for number in range(parts):
        rows = table.rows[number * size : (number + 1) * size]
        if rows:
            table.part(rows).store(os.path.join(file, names[number]))
        else:
            os.unlink(os.path.join(file, names[number]))
    return True


def _listed_as_sorted(folder, parts, extension):
    """Makes empty files of which the first have the last names, and returns these.

    Hadoop reads the files of a local folder as the system lists them, by hashes say; those of a cluster's as they are sorted. Of some names
    that were tried those are taken that the system lists in that order too.
    """
    for trial in range(64):
        tag = "-%d" % (trial // 2) if trial > 1 else ""
        names = ["%c-%d%s%s" % (ord("c") - number, number, tag, extension) for number in range(parts)]
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))
        for name in sorted(names, reverse=trial % 2 == 1):
            open(os.path.join(folder, name), "w").close()
        if os.listdir(folder) == sorted(names):
            break
    return names


def _changes(literals):
    """Those that most wrong rewrites differ on come first: a proof ends at the first difference."""
    return (
        ("nulls", _nulls),
        ("one null", _one_null),
        ("small numbers", _small_numbers),
        ("boundaries", functools.partial(_boundaries, literals)),
        ("unicode", _unicode),
        ("duplicates", _duplicates),
        ("extremes", _extremes),
        ("negated", _negated),
        ("empty", _empty),
        ("one row", _one_row),
        ("reordered", _reordered),
        ("several files", _several_files),
        ("large numbers", _large_numbers),
    )
