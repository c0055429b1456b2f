"""REP005 generation-loop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.evidence.prose import is_prose
from lint.evidence.reduplication import is_emphatic
from lint.evidence.repeats import doubled, repeats
from lint.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding

_SINGLE = re.compile(rf"([{HAN}])\1{{9,}}")
_HAN = re.compile(f"[{HAN}]")

_ENDS = ("。", "！", "？", "；", "，", "”", ".")

SHORT, LONG = 4, 3
"""Copies that make a loop: of less than ten characters, and of ten or more."""

ROWS = 12
"""Copies that make a loop when each stands on a line of its own: the cells of a column may well be equal."""


class GenerationLoop(Rule):
    """Text that runs in a circle: the same words, or the same sentences, over and over.

    A language model that loses its place writes what it just wrote until it is stopped. The loop may
    begin and end anywhere, and go on with the text behind it.

    Why it matters: the copies are noise, and the text that belongs in their place was never read.

    When not to trust it: refrains, cries and lists of equal values repeat as well; verse, tables and code
    are left alone, laughter is no loop, and lines of their own must be equal a dozen times.

    Example: `各项工作落到实处，各项工作落到实处，各项工作落到实处，` twenty times.
    """

    code = "REP005"
    name = "generation-loop"
    message = Text(
        "“{unit}” {copies} times in a row; text may be missing here",
        "“{unit}”接连出现 {copies} 次，此处可能缺文",
    )
    severity = Severity.ERROR
    confidence = 0.97
    weight = 10.0

    def check(self, doc: Document) -> Iterator[Finding]:
        """Stretches that repeat one unit; the fix keeps one."""
        last = 0
        for start, period, end in sorted(_loops(doc)):
            if start < last or not is_prose(doc, start):
                continue
            last = end
            unit = " ".join(doc.text[start : start + period].split())
            shown = unit if len(unit) <= 24 else unit[:23] + "…"
            fix = replace(start + period, end, "", Safety.SUGGESTED)
            yield self.finding(start, end, fix, unit=shown, copies=round((end - start) / period))


def _loops(doc: Document) -> Iterator[tuple[int, int, int]]:
    """Start, period and end of what may be loops."""
    text = doc.text
    for twice in doubled(doc):
        if twice.copies >= (LONG if len(twice.word) >= 10 else SHORT) and not is_emphatic(twice.word):
            yield twice.start, len(twice.word), twice.end
    for match in _SINGLE.finditer(text):
        if not is_emphatic(match[1]):
            yield match.start(), 1, match.end()
    for repeat in repeats(doc):
        start, period, end = repeat.first.start, repeat.period, repeat.second.end
        between = text[repeat.first.end : repeat.second.start]
        if repeat.gap <= 0 or between.isspace():
            unit = text[start : start + period]
            if (end - start) / period >= _least(unit) - 0.1 and not is_emphatic(unit):
                yield start, period, end


def _least(unit: str) -> float:
    """How many copies of `unit` make a loop."""
    han = len(_HAN.findall(unit))
    if han < 2 or (han < 4 and " " in unit):
        return float("inf")  # figures and the cells of a table
    if unit.endswith("\n") and not unit.rstrip().endswith(_ENDS):
        return ROWS
    return LONG if han >= 10 else SHORT
