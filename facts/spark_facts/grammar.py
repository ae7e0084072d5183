"""The grammar of STUBS.md as a parser, which the tests hold every derived line against."""

from __future__ import annotations

import re
from typing import List, Tuple

NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
KEYWORDS = ("class", "alias", "base", "prop", "attr", "def", "classdef", "staticdef", "module", "func", "value", "names", "reexport")


class StubSyntaxError(ValueError):
    pass


class LineParser:
    """Checks one line by recursive descent; raises StubSyntaxError where it departs from the grammar."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def parse(self) -> Tuple[str, str]:
        """The line's keyword and the name that it declares."""
        keyword = self._match(IDENTIFIER)
        if keyword not in KEYWORDS:
            raise StubSyntaxError(f"unknown keyword in {self.text!r}")
        self._expect(" ")
        name = getattr(self, f"_{keyword}")()
        if self.at != len(self.text):
            raise StubSyntaxError(f"unexpected {self.text[self.at:]!r} in {self.text!r}")
        return keyword, name

    def _class(self) -> str:
        name = self._match(NAME)
        if self._take("["):
            self._variable()
            while self._take(","):
                self._variable()
            self._expect("]")
        return name

    def _alias(self) -> str:
        return self._match(NAME)

    _module = _alias

    def _base(self) -> str:
        self.type()
        return ""

    def _prop(self) -> str:
        name = self._match(IDENTIFIER)
        self._expect(": ")
        self.type()
        return name

    _attr = _value = _prop

    def _def(self) -> str:
        name = self._match(IDENTIFIER)
        self._expect("(")
        if not self._take(")"):
            self._parameter()
            while self._take(", "):
                self._parameter()
            self._expect(")")
        self._expect(" -> ")
        self.type()
        return name

    _classdef = _staticdef = _func = _def

    def _names(self) -> str:
        self._match(IDENTIFIER)
        while self._take(" "):
            self._match(IDENTIFIER)
        return ""

    def _reexport(self) -> str:
        name = self._match(IDENTIFIER)
        self._expect(" = ")
        self._match(NAME)
        return name

    def _parameter(self) -> None:
        if self._take("/"):
            return
        if self._take("**"):
            pass
        elif self._take("*") and self.text[self.at] in ",)":
            return
        self._match(IDENTIFIER)
        self._expect(": ")
        self.type()
        self._take(" = ...")

    def type(self) -> None:
        self._single()
        while self._take("|"):
            self._single()

    def _single(self) -> None:
        if self._take("("):
            self.type()
            self._expect(")")
        elif self.text.startswith("'", self.at):
            self._variable()
        elif self._take("callable("):
            self._callable()
        else:
            name = self._match(NAME)
            if self._take("["):
                self._arguments(name)

    def _callable(self) -> None:
        if not self._take("...)"):
            if not self._take(")"):
                self.type()
                while self._take(","):
                    self.type()
                self._expect(")")
        self._expect("->")
        self._single()

    def _arguments(self, name: str) -> None:
        if name == "tuple" and self._take("()]"):
            return
        self.type()
        while self._take(","):
            if name == "tuple" and self._take("..."):
                break
            self.type()
        self._expect("]")

    def _variable(self) -> None:
        self._expect("'")
        self._match(IDENTIFIER)

    def _match(self, pattern: "re.Pattern[str]") -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise StubSyntaxError(f"expected {pattern.pattern} at {self.text[self.at:]!r} in {self.text!r}")
        self.at = match.end()
        return match[0]

    def _take(self, token: str) -> bool:
        if not self.text.startswith(token, self.at):
            return False
        self.at += len(token)
        return True

    def _expect(self, token: str) -> None:
        if not self._take(token):
            raise StubSyntaxError(f"expected {token!r} at {self.text[self.at:]!r} in {self.text!r}")


def parse_stub(text: str) -> List[Tuple[str, str, str]]:
    """(section, keyword, name) of every declaration of a stub file."""
    section, found = "", []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        keyword, name = LineParser(line).parse()
        if keyword in ("class", "module"):
            section = name
        elif not section:
            raise StubSyntaxError(f"{line!r} belongs to no section")
        found.append((section, keyword, name))
    return found
