"""The compatibility table: what several releases were seen to offer, merged into one row for each symbol."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Tuple

from .introspect import is_skipped
from .naming import Naming

RELEASES = ("3.5", "4.0", "4.1", "4.2", "4.3")
DEFAULT = "4.2"
HEADER = ("symbol", "kind", "classic", *RELEASES, "since", "message", "replacement", "source")
VERDICTS = {"works": "S", "local": "S", "raises": "U", "missing": "U", "jvm": "U"}
# Which file holds a symbol; the longest prefix wins. Facts.java has the same list.
FILES = {
    "pyspark": "core",
    "pyspark.ml": "ml",
    "pyspark.mllib": "mllib",
    "pyspark.pandas": "pandas",
    "pyspark.sql": "sql",
    "pyspark.sql.datasource": "types",
    "pyspark.sql.functions": "functions",
    "pyspark.sql.streaming": "streaming",
    "pyspark.sql.types": "types",
    "pyspark.streaming": "streaming",
}
COLUMN_MESSAGE = "it is taken for a column, and calling that raises TypeError: 'Column' object is not callable"


@dataclass
class Row:
    symbol: str
    kind: str
    classic: str
    verdicts: List[str]
    since: str = ""
    message: str = ""
    replacement: str = ""
    source: str = ""

    def line(self) -> str:
        cells = [self.symbol, self.kind, self.classic, *self.verdicts, self.since, self.message, self.replacement, self.source]
        assert not any("\t" in c or "\n" in c for c in cells), cells
        return "\t".join(cells)


@dataclass
class Ruling:
    """A verdict that no introspection can see, with where it comes from: a line of verdicts.tsv."""

    pattern: str
    releases: Tuple[str, ...]
    verdict: str
    message: str
    source: str
    used: bool = field(default=False, compare=False)

    def decides(self, symbol: str, release: str) -> bool:
        return release in self.releases and fnmatch.fnmatchcase(symbol, self.pattern)


class Table:
    """Merges observations of all releases with rulings and replacements."""

    def __init__(
        self, observations: Dict[str, Dict[str, Any]], rulings: List[Ruling], replacements: Dict[str, str],
        behaviours: List[Row], names: Dict[str, Naming],
    ) -> None:  # fmt: skip
        self.names = names
        self.inherited = {release: observation["inherited"] for release, observation in observations.items()}
        self.by_release = self._under_newest_names(observations)
        self.rulings = rulings
        self.replacements = replacements
        self.behaviours = behaviours

    def rows(self) -> List[Row]:
        symbols = sorted(set().union(*(symbols.keys() for symbols in self.by_release.values())))
        rows = [row for row in map(self.row, symbols) if row is not None]
        # What classic never had and Connect has no longer is of no use to anyone.
        return [row for row in rows if "y" in row.classic or row.verdicts[RELEASES.index(DEFAULT)] != "U"]

    def _under_newest_names(self, observations: Dict[str, Dict[str, Any]]) -> Dict[str, Dict[str, Dict[str, Any]]]:
        """Symbols by release, each under the name that it has in the newest release which still knows it."""
        merged: Dict[str, Dict[str, Dict[str, Any]]] = {}
        for release, observation in observations.items():
            found = merged.setdefault(release, {})
            for each in observation["symbols"]:
                name = self._newest_name(each["symbol"], each["kind"])
                if not is_skipped(name) or name == each["symbol"]:
                    found.setdefault(name, each)
        return merged

    def _newest_name(self, symbol: str, kind: str) -> str:
        owner, _, member = symbol.rpartition(".")
        whole = kind in ("class", "function", "module")
        for release in reversed(RELEASES):
            if release in self.names:
                name = self.names[release].name_of(symbol if whole else owner)
                if name:
                    return name if whole else f"{name}.{member}"
        return symbol

    def row(self, symbol: str) -> Optional[Row]:
        """What all releases say of a symbol; None where no release knows it."""
        seen = {release: self._seen(release, symbol) for release in RELEASES}
        latest = next((seen[r] for r in (DEFAULT, *reversed(RELEASES)) if seen[r] is not None), None)
        if latest is None:
            return None
        verdicts, messages, sources = [], {}, {}
        for release in RELEASES:
            verdict, messages[release], sources[release] = self._verdict(symbol, release, seen)
            verdicts.append(verdict)
        classic = "".join("y" if seen[r] is not None and seen[r]["classic"] else "n" for r in RELEASES)
        row = Row(symbol, latest["kind"], classic, verdicts)
        row.since = since(verdicts, [seen[r]["marker"] for r in RELEASES if seen[r] is not None])
        told = next((r for r in (DEFAULT, *reversed(RELEASES)) if messages[r]), None)
        row.message = messages[told] if told else ""
        row.source = (sources[told] if told else "") or sources[DEFAULT] or latest["source"]
        row.replacement = self.replacements.get(symbol, "")
        return row

    def _seen(self, release: str, symbol: str) -> Optional[Dict[str, Any]]:
        """The observation of a symbol, or of the one that it inherits from a base class."""
        symbols = self.by_release.get(release, {})
        inherited = self.inherited.get(release, {})
        while symbol not in symbols and symbol in inherited:
            symbol = inherited[symbol]
        return symbols.get(symbol)

    def _verdict(self, symbol: str, release: str, seen: Dict[str, Optional[Dict[str, Any]]]) -> Tuple[str, str, str]:
        observed = seen[release]
        if observed is None:
            earlier = [r for r in RELEASES[: RELEASES.index(release)] if seen[r] is not None]
            return ("U", f"removed in {release_after(earlier[-1])}", "") if earlier else ("-", "", "")
        for ruling in self.rulings if observed["kind"] != "module" else ():
            if ruling.decides(symbol, release):
                ruling.used = True
                return ruling.verdict, ruling.message, ruling.source
        verdict = VERDICTS[observed["connect"]]
        return verdict, message_of(observed) if verdict == "U" else "", observed["source"]

    def texts(self) -> Dict[str, str]:
        """The text of every file, by name."""
        lines: Dict[str, List[str]] = {name: [] for name in FILES.values()}
        for row in self.rows():
            lines[file_of(row.symbol)].append(row.line())
        head = "\t".join(HEADER)
        lines["behaviours"] = [row.line() for row in self.behaviours]
        return {f"{name}.tsv": "\n".join([head, *each]) + "\n" for name, each in lines.items()}


def since(verdicts: List[str], markers: Iterable[str]) -> str:
    """The first release that works on Connect; the documentation knows of 3.4, which is not introspected."""
    first = next((release for release, verdict in zip(RELEASES, verdicts) if verdict in "SD"), "")
    documented = [m for m in markers if m]
    if first == RELEASES[0] and "3.4" in documented:
        return "3.4"
    return first


def message_of(observed: Dict[str, Any]) -> str:
    condition = observed["condition"]
    if condition == "Column":
        return COLUMN_MESSAGE
    if re.fullmatch(r"[A-Z0-9_.]+", condition):
        return f"[{condition}]"
    return condition or "needs the JVM of a classic session"


def release_after(release: str) -> str:
    return RELEASES[RELEASES.index(release) + 1]


def file_of(symbol: str) -> str:
    name = symbol
    while name not in FILES:
        name = name.rpartition(".")[0]
    return FILES[name]


def read_rulings(path: Path) -> List[Ruling]:
    rulings = []
    for line in read_lines(path):
        pattern, releases, verdict, message, source = line.split("\t")
        rulings.append(Ruling(pattern, release_range(releases), verdict, message, source))
    return rulings


def release_range(text: str) -> Tuple[str, ...]:
    """`*` is every release, `4.0+` that one and later ones, `3.5,4.0` just those."""
    if text == "*":
        return RELEASES
    if text.endswith("+"):
        return RELEASES[RELEASES.index(text[:-1]) :]
    return tuple(text.split(","))


def read_behaviours(path: Path) -> List[Row]:
    rows = []
    for line in read_lines(path):
        symbol, releases, probe, message, replacement = line.split("\t")
        verdicts = ["D" if release in release_range(releases) else "S" for release in RELEASES]
        rows.append(Row(symbol, "behaviour", "y" * len(RELEASES), verdicts, "", message, replacement, f"probe:{probe}"))
    return sorted(rows, key=lambda row: row.symbol)


def read_replacements(path: Path) -> Dict[str, str]:
    pairs = (line.split("\t") for line in read_lines(path))
    return {symbol: text for symbol, text in pairs}


def read_lines(path: Path) -> List[str]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [line for line in lines if line and not line.startswith("#")]
