"""Seams: the line ends that are none, where a sentence goes on after a margin, a column or a picture."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lint.blocks import Kind, blocks
from lint.document import fact
from lint.evidence.edges import End, Evidence, core, ending, strong, weak
from lint.evidence.measure import Margins, margins, reaches
from lint.findings import Safety, Text
from lint.text import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.blocks import Block
    from lint.document import Document

_FULL = Text("the line is full at {found} columns and ends inside a sentence", "上行排满（{found} 列）而句子未完")
_FLOW = Text("the line is full at {found} columns inside a paragraph", "上行排满（{found} 列），同段续行")
_LONG = Text("both are long and the first does not end", "前后都是长段，前段未完")

_BODY = {Kind.PARAGRAPH, Kind.LIST, Kind.NOTE, Kind.CAPTION}
_FURNITURE = {Kind.PAGE_NUMBER, Kind.RUNNING_HEAD, Kind.CAPTION, Kind.NOTE, Kind.SIGNATURE}
_LONG_WIDTH = 60
_MOST_BETWEEN = 5


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


@fact
def seams(doc: Document) -> list[Seam]:
    """The seams of `doc`, in order."""
    return list(_Judge(doc).seams())


class _Judge:
    """Walks over the blocks once."""

    def __init__(self, doc: Document) -> None:
        self.text = doc.text
        self.found: Sequence[Block] = blocks(doc)
        self.margins: Margins = margins(doc)
        self.since = 0

    def seams(self):
        found = self.found
        n = 0
        joined = False
        while n < len(found) - 1:
            if not joined:
                self.since = found[n].start
            seam = self.judge(n, joined)
            joined = seam is not None
            if seam is not None:
                yield seam
                n = seam.right
            else:
                n += 1

    def judge(self, n: int, joined: bool) -> Seam | None:
        one, other = self.found[n], self.found[n + 1]
        if one.kind not in _BODY:
            return None
        end = ending(self.text, one)
        if other.kind is Kind.PARAGRAPH:
            if other.blanks <= self.margins.gap:
                return self.wrap(n, end, joined)
            if end > End.STOP or self.text[other.start] in "，。、；：！？":
                if heading_like(self.text, other) and end is not End.STOP:
                    return self.interruption(n, end) or self.cut(n, end)
                return self.cut(n, end)
            return None
        if end is End.STOP:
            return None
        return self.interruption(n, end)

    def wrap(self, n: int, end: End, joined: bool) -> Seam | None:
        text, found = self.text, self.found
        one, other = found[n], found[n + 1]
        margin, proof = self.margins.at[n], self.margins.proof[n]
        hanging = other.indent > one.indent + 1 and text[other.start] not in "，。、；：！？"
        if hanging and (joined or not self.aligned(one, other)):
            return None
        full = margin > 0 and reaches(text, found, n, margin, 2 if joined else 6)
        if proof > 1 and full:
            if end is not End.STOP:
                evidence = Evidence(_FULL, 2, {"found": str(one.indent + one.width)})
                safety = Safety.SAFE if proof > 3 else Safety.SUGGESTED
                if end is End.LEAD:
                    safety = Safety.SUGGESTED
                return Seam(Fault.WRAP, n, n + 1, evidence, safety, 0.99)
            if reaches(text, found, n, margin, 0):
                evidence = Evidence(_FLOW, 1, {"found": str(one.indent + one.width)})
                return Seam(Fault.WRAP, n, n + 1, evidence, Safety.SUGGESTED, 0.9)
        if end is End.STOP and text[other.start] not in "，。、；：！？”’」』）》":
            return None
        if proof > 1 and text[one.end - 1] in "，、," and not full:
            return Seam(Fault.WRAP, n, n + 1, weak(text, one, other), Safety.SUGGESTED, 0.9)
        if full or any(mark in text[one.start : other.end] for mark in "，。；："):
            evidence = strong(text, one, other, self.since)
            if evidence:
                return Seam(Fault.WRAP, n, n + 1, evidence, Safety.SUGGESTED if one.width < 30 else Safety.SAFE, 0.98)
        return None

    def aligned(self, one: Block, other: Block) -> bool:
        """Whether `other` stands under the text of `one`, behind its mark or its first column."""
        column = other.indent - one.indent
        at = one.start
        while column > 0 and at < one.end:
            column -= width(self.text[at])
            at += 1
        return not column and (self.text[at - 1] in " 　\t" or (one.kind is Kind.LIST and self.text[at - 1] in "、.)）．"))

    def cut(self, n: int, end: End) -> Seam | None:
        text, found = self.text, self.found
        one, other = found[n], found[n + 1]
        margin, proof = self.margins.at[n], self.margins.proof[n]
        if one.kind is Kind.CAPTION:
            return None
        full = proof > 1 and reaches(text, found, n, margin, 2)
        evidence = strong(text, one, other, self.since)
        if evidence:
            sure = one.width >= 40 or full
            if proof > 1 and not full and one.width < margin and "found" in evidence.args and len(evidence.args["found"]) > 1:
                return None
            return Seam(Fault.CUT, n, n + 1, evidence, Safety.SAFE if sure else Safety.SUGGESTED, 0.98)
        if end is End.LEAD:
            return None
        if heading_like(text, other) :
            return None
        if full:
            evidence = weak(text, one, other) or Evidence(_FULL, 1, {"found": str(one.indent + one.width)})
            return Seam(Fault.CUT, n, n + 1, evidence, Safety.SUGGESTED, 0.95)
        whole = any(mark in text[one.start : one.end - 1] for mark in "。！？；")
        if one.width >= _LONG_WIDTH or (end is End.PAUSE and one.width >= 24 and other.width >= _LONG_WIDTH):
            evidence = weak(text, one, other)
            if evidence is None and (whole or one.width >= 90):
                evidence = Evidence(_LONG, 1)
            if evidence:
                sure = evidence.weight > 1 and whole and min(one.width, other.width) >= _LONG_WIDTH
                return Seam(Fault.CUT, n, n + 1, evidence, Safety.SAFE if sure else Safety.SUGGESTED, 0.9)
        return None

    def interruption(self, n: int, end: End) -> Seam | None:
        """A sentence that goes on behind what was set between: a caption, a running head, a page number."""
        text, found = self.text, self.found
        one = found[n]
        full = self.margins.proof[n] > 1 and reaches(text, found, n, self.margins.at[n], 6)
        if end is End.LEAD or not (full or one.width >= 30):
            return None
        sure = True
        for k in range(n + 1, min(n + 1 + _MOST_BETWEEN, len(found) - 1)):
            block, other = found[k], found[k + 1]
            if block.kind not in _FURNITURE:
                if block.kind is not Kind.PARAGRAPH or not heading_like(text, block) or not block.blanks:
                    return None
                sure = False
            if other.kind is not Kind.PARAGRAPH or heading_like(text, other):
                continue
            evidence = strong(text, one, other, self.since)
            if evidence is None and sure and (full or one.width >= _LONG_WIDTH):
                evidence = weak(text, one, other) or Evidence(_LONG, 1)
            if evidence:
                return Seam(Fault.INTERRUPTION, n, k + 1, evidence, Safety.SUGGESTED, 0.95 if evidence.weight > 1 else 0.85)
        return None


def heading_like(text: str, block: Block) -> bool:
    """Whether an unmarked block may be a heading or a caption: short, one phrase, no mark at its end."""
    if block.width > 80:
        return False
    start, stop = core(text, block)
    return ending(text, block) is End.OPEN and not any(c in "。！？；" for c in text[start : stop - 1])


@fact
def chain_ends(doc: Document) -> dict[int, int]:
    """For each block that continues another: the last block of the paragraph that it is part of."""
    ends: dict[int, int] = {}
    for seam in reversed(seams(doc)):
        ends[seam.right] = ends.get(seam.right, seam.right)
        ends[seam.left] = ends[seam.right]
    return ends
