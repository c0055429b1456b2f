"""Text that runs in a circle: one unit, some characters or some sentences, over and over."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.repetition.reduplication import is_emphatic
from lint.analysis.repetition.repeated_passages import doubled, repeats
from lint.analysis.repetition.tandem_repeats import stretches
from lint.core.character_classes import HAN
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document

_HAN = re.compile(f"[{HAN}]")
_SIGNS = re.compile(r"[\W_]+")
_ENDS = ("。", "！", "？", "；", "，", "”", ".")

SHORT, LONG = 4, 3
"""Copies that make a loop: of less than ten characters, and of ten or more."""

SINGLE = 10
"""The same of one character."""

ROWS = 12
"""Copies that make a loop when each stands on a line of its own: the cells of a column may well be equal."""


class Loop(NamedTuple):
    """``text[start:end]`` repeats its first `period` characters; the last copy may break off."""

    start: int
    end: int
    period: int

    @property
    def copies(self) -> int:
        """How many copies there are, one that breaks off not counted."""
        return (self.end - self.start) // self.period


@fact
def loops(doc: Document) -> list[Loop]:
    """The loops of the text in order, none inside another."""
    found: list[Loop] = []
    for loop in sorted(_candidates(doc)):
        if not found or loop.start >= found[-1].end:
            found.append(loop)
    return found


def in_loop(doc: Document, offset: int) -> bool:
    """Whether `offset` lies in a loop."""
    at = bisect_right(loops(doc), (offset, len(doc.text), 0)) - 1
    return at >= 0 and offset < loops(doc)[at].end


def _candidates(doc: Document) -> Iterator[Loop]:
    text = doc.text
    for twice in doubled(doc):
        if twice.copies >= (LONG if len(twice.word) >= 10 else SHORT) and not is_emphatic(twice.word):
            yield Loop(twice.start, twice.end, len(twice.word))
    for start, end in stretches(doc):
        if end - start >= SINGLE and not is_emphatic(text[start]):
            yield Loop(start, end, 1)
    for repeat in repeats(doc):
        start, end, period = repeat.first.start, repeat.second.end, repeat.period
        if repeat.gap > 0 and not text[repeat.first.end : repeat.second.start].isspace():
            continue
        sign = _SIGNS.match(text, start)  # the mark before the first copy equals the one before the second
        start = sign.end() if sign else start
        unit = text[start : start + period]
        if (end - start) / period >= _least(unit) - 0.1 and not is_emphatic(unit):
            yield Loop(start, end, period)


def _least(unit: str) -> float:
    """How many copies of `unit` make a loop."""
    han = sum(1 for _ in islice(_HAN.finditer(unit), 10))  # a unit may be half of the text
    if han < 2 or (han < 4 and " " in unit):
        return float("inf")  # figures and the cells of a table
    if unit.endswith("\n") and not unit.rstrip().endswith(_ENDS):
        return ROWS
    return LONG if han >= 10 else SHORT
