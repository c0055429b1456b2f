"""Seams: the line ends that are none, where a sentence goes on after a margin, a column or a picture."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lint.blocks import Kind, blocks
from lint.document import fact
from lint.evidence.edges import HEAD_MARKS, STOP_INSIDE, End, core, ending
from lint.evidence.joins import Evidence, Weight, hint, proof
from lint.evidence.measure import LIKELY, SURE, margins, reaches
from lint.findings import Safety, Text
from lint.text import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.blocks import Block
    from lint.document import Document

LONG = 60
"""Half-ems from which an unmarked line is a paragraph and no heading."""

_SHORT = 30
"""Half-ems below which a line has too little text to prove that it was cut."""

_PHRASE = 90
"""Half-ems from which a line without any stop inside is a sentence and no heading."""

_MOST_BETWEEN = 5
"""Blocks that may interrupt one sentence."""

_LABEL = re.compile(r"[^，。、；：！？\n]{1,6}[：:]")
"""A speaker's name or a label before a colon."""

_NO_ITEM = re.compile(r"\([a-z\d]{1,2}\)(?!\s)|\d+\.\d+\.\d+")
"""What looks like the mark of a list item and may as well be the section of a manual page, or a version."""

_STAYS_OPEN = "，。、；：！？"
_BODY = {Kind.PARAGRAPH, Kind.LIST, Kind.NOTE}
_FURNITURE = {Kind.PAGE_NUMBER, Kind.RUNNING_HEAD, Kind.CAPTION, Kind.NOTE, Kind.SIGNATURE}
_BOTH_LONG = Evidence(Text("the paragraph does not end", "上段未完"), Weight.HINT)


class Fault(StrEnum):
    """What parted a sentence."""

    WRAP = "wrap"
    CUT = "cut"
    INTERRUPTION = "interruption"
    HEADING = "heading"


class Seam(NamedTuple):
    """Blocks `left` and `right` are one sentence; the blocks between them do not belong to it."""

    fault: Fault
    left: int
    right: int
    evidence: Evidence
    safety: Safety
    confidence: float
    """How often such a seam is one, measured on labelled magazine pages and on wrapped text with its source."""


@fact
def seams(doc: Document) -> list[Seam]:
    """The seams of `doc`, in order."""
    return list(_Walk(doc).seams())


@fact
def chain_ends(doc: Document) -> dict[int, int]:
    """For each block that has a seam: the last block of the paragraph that it is part of."""
    ends: dict[int, int] = {}
    for seam in reversed(seams(doc)):
        ends[seam.left] = ends.setdefault(seam.right, seam.right)
    return ends


def heading_like(text: str, block: Block) -> bool:
    """Whether an unmarked block may be a heading or a caption: short, one phrase, no mark at its end."""
    return (
        block.width <= 80
        and ending(text, block) is End.OPEN
        and STOP_INSIDE.search(text, block.start, block.end - 1) is None
    )


class _Walk:
    """Goes over the blocks once and asks of each whether the next, or one behind it, continues it."""

    def __init__(self, doc: Document) -> None:
        self.text = doc.text
        self.found = blocks(doc)
        self.margins = margins(doc)
        self.since = 0
        """Where the paragraph began that has been joined so far."""

    def seams(self) -> Iterator[Seam]:
        n, joined = 0, False
        while n < len(self.found) - 1:
            if not joined:
                self.since = self.found[n].start
            seam = self.judge(n, joined=joined)
            joined = seam is not None
            if seam is not None:
                yield seam
            n = seam.right if seam is not None else n + 1

    def judge(self, n: int, *, joined: bool) -> Seam | None:
        """The seam that block `n` ends with, if it does; `joined` says that it continues a paragraph."""
        one, other = self.found[n], self.found[n + 1]
        near = other.blanks <= self.margins.gap
        if one.kind is Kind.HEADING and other.kind in (Kind.HEADING, Kind.PARAGRAPH):
            return self.heading(n)
        if one.kind not in _BODY and not (near and one.kind is Kind.CAPTION):
            return None
        end = ending(self.text, one)
        if other.kind is Kind.LIST and near and end is End.OPEN and _NO_ITEM.match(self.text, other.start):
            return self.wrap(n, end, joined=joined)
        if other.kind is not Kind.PARAGRAPH:
            return self.interruption(n) if end > End.LEAD else None
        if near:
            return self.wrap(n, end, joined=joined)
        if end is End.STOP and self.text[other.start] not in _STAYS_OPEN:
            return None
        if heading_like(self.text, other) and end > End.LEAD:
            return self.interruption(n) or self.cut(n, end)
        return self.cut(n, end)

    def wrap(self, n: int, end: End, *, joined: bool) -> Seam | None:
        """Whether the line is followed at once by the rest of its paragraph."""
        text, found = self.text, self.found
        one, other = found[n], found[n + 1]
        margin, odds = self.margins.at[n], self.margins.proof[n]
        head = text[other.start]
        if (
            other.indent > one.indent + 1
            and head not in HEAD_MARKS
            and (joined or not self.aligned(one, other))
        ):
            return None
        if head == "—" and not joined and heading_like(text, one):
            return None  # a subtitle
        wrapped = margin > 0 and odds > LIKELY
        # The first line of a paragraph may have lost its indent, which a narrow measure shows more clearly.
        if wrapped and reaches(text, found, n, margin, 2 if joined else 4 if margin < _SHORT else 6):
            columns = one.indent + one.width
            if end is not End.STOP:
                safe = odds > SURE and end is not End.LEAD
                said = Text(
                    f"the line is full at {columns} columns and the sentence goes on",
                    f"行满（{columns} 列）而句未完",
                )
                return Seam(Fault.WRAP, n, n + 1, Evidence(said, Weight.UNFINISHED), Safety(not safe), 0.99)
            exact = int(not self.margins.flush)
            if reaches(text, found, n, margin, exact) and not self.begins(n + 1):
                said = Text(f"the line is full at {columns} columns", f"行满（{columns} 列）")
                return Seam(Fault.WRAP, n, n + 1, Evidence(said, Weight.HINT), Safety.SUGGESTED, 0.9)
        if end is End.STOP and head not in HEAD_MARKS:
            return None
        evidence: Evidence | None = None
        if wrapped or any(mark in text[one.start : other.end] for mark in "，。；："):
            evidence = proof(text, one, other, self.since)
            if evidence:
                return Seam(Fault.WRAP, n, n + 1, evidence, Safety(one.width < _SHORT), 0.98)
        if wrapped and text[one.end - 1] in "，、," and (evidence := hint(text, one, other)):
            return Seam(Fault.WRAP, n, n + 1, evidence, Safety.SUGGESTED, 0.9)
        return None

    def begins(self, n: int) -> bool:
        """Whether block `n`, behind a finished sentence, looks like a paragraph or heading of its own."""
        text, block = self.text, self.found[n]
        short = block.indent + block.width < 0.8 * self.margins.at[n - 1]
        if (short and heading_like(text, block)) or _LABEL.match(text, block.start):
            return True
        return self.margins.flush and text[block.start] in "“「『‘\"—"

    def aligned(self, one: Block, other: Block) -> bool:
        """Whether `other` stands under the text of `one`, behind its mark or its first column."""
        column, at = other.indent - one.indent, one.start
        while column > 0 and at < one.end:
            column -= width(self.text[at])
            at += 1
        return not column and self.text[at - 1] in (" 　\t、.)）．" if one.kind is Kind.LIST else " 　\t")

    def cut(self, n: int, end: End) -> Seam | None:
        """Whether the paragraph goes on after blank lines: a column or a page ended there."""
        text, found = self.text, self.found
        one, other = found[n], found[n + 1]
        odds = self.margins.proof[n]
        full = odds > LIKELY and reaches(text, found, n, self.margins.at[n], 2)
        short_line = odds > LIKELY and not full and one.width < self.margins.at[n]
        evidence = proof(text, one, other, self.since)
        if evidence and not (short_line and evidence.is_word):
            fault = Fault.HEADING if text[one.end - 1] == "*" else Fault.CUT
            return Seam(fault, n, n + 1, evidence, Safety(not (full or one.width >= 40)), 0.98)
        if end is End.LEAD or heading_like(text, other):
            return None
        whole = STOP_INSIDE.search(text, one.start, one.end - 1) is not None
        evidence = hint(text, one, other)
        if not (full or one.width >= LONG or (end is End.PAUSE and one.width >= 24 and other.width >= LONG)):
            return None
        if evidence is None and (full or whole or one.width >= _PHRASE):
            evidence = _BOTH_LONG
        if evidence is None:
            return None
        safe = evidence.weight >= Weight.UNFINISHED and whole and min(one.width, other.width) >= LONG
        return Seam(Fault.CUT, n, n + 1, evidence, Safety(not safe), 0.99 if safe else 0.9)

    def heading(self, n: int) -> Seam | None:
        """Whether a heading was cut in two: into two headings, or into one and the text under it."""
        one, other = self.found[n], self.found[n + 1]
        if other.kind is Kind.HEADING and other.level != one.level:
            return None
        if ending(self.text, one) is not End.OPEN or (
            other.kind is Kind.PARAGRAPH and not heading_like(self.text, other)
        ):
            return None
        start = core(self.text, other)[0] + (other.level + 1 if other.level else 0)
        evidence = proof(self.text, one, other._replace(start=start), one.start)
        return Seam(Fault.HEADING, n, n + 1, evidence, Safety.SUGGESTED, 0.9) if evidence else None

    def interruption(self, n: int) -> Seam | None:
        """Whether the sentence goes on behind what was set between: a caption, a running head, a page number."""
        text, found = self.text, self.found
        one = found[n]
        full = self.margins.proof[n] > LIKELY and reaches(text, found, n, self.margins.at[n], 6)
        if not (full or one.width >= _SHORT):
            return None
        sure = True
        for k in range(n + 1, min(n + 1 + _MOST_BETWEEN, len(found) - 1)):
            block, other = found[k], found[k + 1]
            if block.kind not in _FURNITURE:
                if block.kind is not Kind.PARAGRAPH or not heading_like(text, block) or not block.blanks:
                    return None
                # A picture leaves more blank lines before its caption than after it; a heading seldom has so many.
                sure = sure and block.blanks >= 2 and block.blanks > other.blanks and block.width >= _SHORT
            if other.kind is not Kind.PARAGRAPH or heading_like(text, other):
                continue
            evidence = proof(text, one, other, self.since)
            if evidence is None and sure and (full or one.width >= LONG):
                evidence = hint(text, one, other) or _BOTH_LONG
            if evidence:
                confidence = 0.95 if evidence.weight is Weight.PROOF else 0.85
                return Seam(Fault.INTERRUPTION, n, k + 1, evidence, Safety.SUGGESTED, confidence)
        return None
