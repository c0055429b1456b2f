"""Where a finding is, in the units that readers of reports count in.

Inside the linter a place is an offset in code points. Terminals, editors and CI servers count cells, UTF-16
units or UTF-8 bytes; those columns are made here and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple
from unicodedata import combining, east_asian_width

from lint.core.document import fact, line_map
from lint.core.visible_text import visible

if TYPE_CHECKING:
    from lint.core.document import Document

Unit = Literal["characters", "utf-8", "utf-16", "cells"]


class Place(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


def length(text: str, unit: Unit) -> int:
    """How long `text` is in `unit`. A cell is a column of a terminal; Han characters take two."""
    if unit == "characters" or text.isascii():
        return len(text)
    if unit == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    if unit == "utf-16":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    return sum(2 if east_asian_width(c) in "WF" else not combining(c) for c in text)


def place(doc: Document, offset: int, unit: Unit = "characters") -> Place:
    """The line of `offset`, and its column in `unit`."""
    if unit == "characters":
        return Place(*line_map(doc).position(offset))
    return _walkers(doc).setdefault(unit, _Walker(doc, unit)).place(offset)


class _Walker:
    """Counts columns from the place asked for last: findings come in order, a line may be a whole book."""

    def __init__(self, doc: Document, unit: Unit) -> None:
        self._doc = doc
        self._unit = unit
        self._line = self._offset = 0
        self._column = 1

    def place(self, offset: int) -> Place:
        text, lines = self._doc.text, line_map(self._doc)
        line = lines.line(offset)
        if line != self._line:
            self._line, self._offset, self._column = line, lines.starts[line - 1], 1
        if offset >= self._offset:
            self._column += length(text[self._offset : offset], self._unit)
        else:
            self._column -= length(text[offset : self._offset], self._unit)
        self._offset = offset
        return Place(line, self._column)


@fact
def _walkers(_: Document) -> dict[Unit, _Walker]:
    """One walker a unit."""
    return {}


class Excerpt(NamedTuple):
    """A finding's text between what stands round it, on one line."""

    before: str
    inside: str
    after: str

    def __str__(self) -> str:
        return "".join(self)


def shown(text: str, start: int, end: int, around: int = 16) -> str:
    """The `excerpt` as one string, in less time: nearly always only line breaks in it are hidden."""
    if end - start <= 4 * around:
        before = text[max(0, start - around) : start]
        inside = text[start:end].replace("\n", "↵")
        after = text[end : end + around]
        line = before[before.rfind("\n") + 1 :] + inside + after.partition("\n")[0]
        if line.isprintable():
            return line
    return "".join(excerpt(text, start, end, around))


def excerpt(text: str, start: int, end: int, around: int = 16) -> Excerpt:
    """``text[start:end]`` with up to `around` characters of the lines it stands on; a long middle is cut."""
    left, right = max(0, start - around), min(len(text), end + around)
    inside = text[start:end]
    if len(inside) > 4 * around:
        inside = f"{inside[: 2 * around]} … {inside[-2 * around :]}"
    before = text[left:start].rpartition("\n")[2]
    after = text[end:right].partition("\n")[0]
    return Excerpt(visible(before), visible(inside), visible(after))
