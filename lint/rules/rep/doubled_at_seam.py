"""REP008 doubled-at-seam."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.layout.line_joins import Fault, seams
from lint.analysis.repetition.doubled_characters import twin_across
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

LEAST_GAIN = 5.0
"""Nats that the second copy must cost as a word of its own; less than elsewhere: seams are read twice."""


class DoubledAtSeam(Rule):
    """A character that ends one part of a sentence and begins the next, across a column's or page's end.

    Where a sentence was cut, the last character of the first part is often read again. It is a copy when the
    first part ends in a whole word with it, and it would begin the second part as a word of its own.

    Why it matters: after the parts are joined, a character is there twice.

    When not to trust it: a verb may well begin with the character that the word before it ends in, as
    常委会会 does; since both readings are sentences, a person decides. Longer copies are LAY005's.

    Example: `……市人大常委会`, a photograph's caption, `会运用法治思维……`.
    """

    code = "REP008"
    name = "doubled-at-seam"
    message = Text("“{character}” on both sides of the cut", "断开处两边都有“{character}”")
    severity = Severity.WARNING
    confidence = 0.85

    @property
    def stage(self) -> int:
        """With the layout, before the parts are joined."""
        return 1

    def check(self, doc: Document) -> Iterator[Finding]:
        """Characters that stand on both sides of a seam."""
        text, found = doc.text, blocks(doc)
        for seam in seams(doc):
            left, right = found[seam.left], found[seam.right]
            character = text[right.start]
            if text[left.end - 1] != character or seam.fault not in {Fault.CUT, Fault.INTERRUPTION}:
                continue
            twin = twin_across(text[left.start : left.end - 1], character, text[right.start + 1 : right.end])
            if twin is None or twin.gain < LEAST_GAIN:
                continue
            at = len(twin.left)
            if twin.ends(at + 1) and twin.ends(at + 2) and not twin.ends(at):
                fix = replace(right.start, right.start + 1, "", Safety.MANUAL)
                yield self.finding(right.start, right.start + 1, fix, character=character)
