"""Seams: the line ends that are none, where a sentence goes on after a margin, a column or a picture."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.blocks.line_kinds import Kind, kind_of
from lint.analysis.layout.continuation_evidence import Evidence, Weight, elsewhere, hint, proof
from lint.analysis.layout.join_limits import JoinLimits
from lint.analysis.layout.line_context import LONG, Surroundings
from lint.analysis.layout.line_ends import (
    HEAD_MARKS,
    STOP_INSIDE,
    End,
    core,
    ending,
    has_marks,
    heading_like,
    is_bilingual,
    is_note,
    is_rest,
    set_alike,
    sets_blanks,
    stands_aside,
)
from lint.analysis.layout.margins import LIKELY, SURE, Style, reaches
from lint.analysis.layout.unjustified_lines import ragged
from lint.core.character_classes import CLOSING_QUOTES, OPENING_QUOTES
from lint.core.document import fact
from lint.core.findings import Safety, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document

_SHORT = 30
"""Half-ems below which a line has too little text to prove that it was cut."""

_ENOUGH, _REST = 24, 8
"""Half-ems of a line without marks, at least, and of its last word on the next line, at most."""

_PHRASE = 90
"""Half-ems from which a line without any stop inside is a sentence and no heading."""

_HALF = 40
"""Half-ems from which a line is enough of a sentence that a word across its end is no chance."""

_SELDOM = 0.01
"""Share of full lines from which paragraphs that nothing sets off are more than a slip."""

_FINISHED = 8
"""Paragraphs before blank lines, all finished, from which blank lines cut no sentence."""

_TURNS = 3
"""Changes between two ways to set paragraphs from which two texts were read by turns."""

_MOST_BETWEEN = 8
"""Blocks that may interrupt one sentence."""

_NO_ITEM = re.compile(r"(?<=[!-~]\s)\s*\(\d[a-z]{0,3}\)(?!\s)|\s*\d+\.\d+\.\d+")
"""What looks like an item's mark and may be a version, or behind a Latin word the section of a manual."""

_MARK_INSIDE = re.compile("[，。；：、]")
_STAYS_OPEN = "，。、；：！？"
# Looked up for every line, which costs more through the class.
_PARAGRAPH, _LIST, _HEADING = Kind.PARAGRAPH, Kind.LIST, Kind.HEADING
STOP, LEAD, OPEN = End.STOP, End.LEAD, End.OPEN
SAFE, SUGGESTED = Safety.SAFE, Safety.SUGGESTED
_BODY = {_PARAGRAPH, _LIST, Kind.NOTE, Kind.QUOTE}
_FURNITURE = {Kind.PAGE_NUMBER, Kind.RUNNING_HEAD, Kind.CAPTION, Kind.PICTURE, Kind.NOTE, Kind.SIGNATURE}
_PAGE_EDGES = {Kind.PAGE_NUMBER, Kind.RUNNING_HEAD}
_HANGING = Evidence(Text("the line stands under the text of the one before", "与上行文字对齐"), Weight.HINT)
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
    """How often such a seam is one: measured on labelled magazine pages and on wrapped texts."""


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


@fact
def continuations(doc: Document) -> set[int]:
    """The blocks that continue another."""
    return {seam.right for seam in seams(doc)}


@lru_cache(maxsize=256)
def _full(columns: int) -> Evidence:
    """Evidence that a line reaches the margin."""
    return Evidence(
        Text(f"the line is full at {columns} columns", f"行满（{columns} 列）"), Weight.UNFINISHED
    )


class _Walk(Surroundings):
    """Goes over the blocks once and asks of each whether the next, or one behind it, continues it."""

    def __init__(self, doc: Document) -> None:
        super().__init__(doc)
        self.limits = JoinLimits(doc)
        self.ragged = ragged(doc) - self.margins.licensed
        self.head: Block
        """The block that the paragraph begins with that has been joined so far."""

    def seams(self) -> Iterator[Seam]:
        after, joined = 0, False
        proof = self.margins.proof
        for n, (one, other) in enumerate(pairwise(self.found)):
            # Most blocks are whole: where no margin is proved, their last and next characters say so.
            whole = proof[n] <= LIKELY and self.text[one.end - 1] in "。！？" and one.kind in _BODY
            if n < after or n in self.ragged or (whole and self.text[other.start] not in HEAD_MARKS):
                joined = joined and n < after
                continue
            if not joined:
                self.head = one
            seam = self.allowed(self.judge(n, joined=joined))
            joined = seam is not None
            if seam is not None:
                yield seam
                after = seam.right

    def allowed(self, seam: Seam | None) -> Seam | None:
        """The seam, as far as its region and its lines allow it."""
        if seam is None or seam.fault is Fault.HEADING:
            return seam
        if self.limits.forbids(seam.left, seam.right):
            return None
        if seam.fault is not Fault.WRAP or seam.evidence.weight is Weight.PROOF:
            return seam
        return seam._replace(safety=max(seam.safety, self.limits.by_width(seam.left, seam.right)))

    def judge(self, n: int, *, joined: bool) -> Seam | None:
        """The seam that block `n` ends with, if it does; `joined` says that it continues a paragraph."""
        one, other = self.found[n], self.found[n + 1]
        if one.kind is _HEADING:
            return self.heading(n)
        near = other.blanks <= self.margins.gap
        if one.kind not in _BODY and not (near and one.kind is Kind.CAPTION):
            return None
        if stands_aside(one):
            return None
        end = ending(self.text, one)
        item = other.kind is _LIST and (end < OPEN or not _NO_ITEM.match(self.text, one.end + 1))
        if one.kind is Kind.QUOTE:
            if not is_rest(one, other) or kind_of(self.text[other.start : other.end]) is not _PARAGRAPH:
                return None
        elif item or other.kind not in (_PARAGRAPH, _LIST):
            return self.interruption(n) if end > LEAD else None
        return self.wrap(n, end, joined=joined) if near else self.cut(n, end, joined=joined)

    def wrap(self, n: int, end: End, *, joined: bool) -> Seam | None:
        """Whether the line is followed at once by the rest of its paragraph."""
        one, other = self.found[n], self.found[n + 1]
        head = self.text[other.start]
        indented = other.indent > one.indent + 1 and head not in HEAD_MARKS
        subtitle = head == "—" and not joined and heading_like(self.text, one)
        if subtitle or (indented and (joined or not self.aligned(one, other))) or self.opens(n + 1, end):
            return None
        wrapped = self.margins.at[n] > 0 and self.margins.proof[n] > LIKELY
        if one.kind is Kind.QUOTE:  # people break the lines of letters and remarks as they like
            wrapped = wrapped and self.margins.at[n] >= _SHORT and self.is_among_quotes(n)
            return self.full(n, end, joined=joined) if wrapped else None
        seam = self.full(n, end, joined=joined) if wrapped else None
        seam = seam or self.partial(n, end, wrapped=wrapped)
        item = one.kind is _LIST and one.width >= _HALF and not self.is_short(n)
        if seam is None and indented and item and end > LEAD:
            seam = Seam(Fault.WRAP, n, n + 1, _HANGING, SUGGESTED, 0.9)
        return seam

    def full(self, n: int, end: End, *, joined: bool) -> Seam | None:
        """Whether the line reaches the margin of wrapped text, so that the next goes on with it."""
        margin = self.margins.at[n]
        # The first line of a paragraph may have lost its indent, which a narrow measure shows more clearly.
        slack = 2 if joined else 4 if margin < _SHORT else 6
        if not reaches(self.text, self.found, n, margin, slack) or is_bilingual(
            self.text, *self.found[n : n + 2]
        ):
            return None
        columns = self.found[n].indent + self.found[n].width
        if end is not STOP:
            safe = self.margins.proof[n] > SURE and end is not LEAD
            return Seam(Fault.WRAP, n, n + 1, _full(columns), SAFE if safe else SUGGESTED, 0.99)
        if self.margins.style[n] is Style.UNLIKE or self.begins(n + 1) or not self.flows(n, joined=joined):
            return None
        return Seam(Fault.WRAP, n, n + 1, _full(columns), SUGGESTED, 0.9)

    def flows(self, n: int, *, joined: bool) -> bool:
        """Whether the full line `n`, which ends a sentence, stands in a paragraph that goes on."""
        one, other = self.found[n], self.found[n + 1]
        exact = int(self.margins.style[n] is Style.SET_OFF)
        if not reaches(self.text, self.found, n, self.margins.at[n], exact):
            return False
        if joined or self.margins.early < _SELDOM or one.indent > other.indent + 1:
            return True
        return self.open_at(n + 1)

    def partial(self, n: int, end: End, *, wrapped: bool) -> Seam | None:
        """Whether a line that may end anywhere is cut off inside a sentence."""
        text, one, other = self.text, self.found[n], self.found[n + 1]
        if end is STOP and text[other.start] not in HEAD_MARKS:
            return None
        prose = wrapped or has_marks(text, one, other)
        rest = one.width >= _ENOUGH and other.width <= _REST  # a cell that took a second line
        evidence = proof(text, one, other, self.head.start) if prose or rest else None
        if evidence:
            safe = prose and one.width >= _SHORT
            return Seam(Fault.WRAP, n, n + 1, evidence, SAFE if safe else SUGGESTED, 0.98)
        if self.wrapped and text[one.end - 1] in "，、," and (evidence := hint(text, one, other)):
            return Seam(Fault.WRAP, n, n + 1, evidence, SUGGESTED, 0.9)
        return None

    def cut(self, n: int, end: End, *, joined: bool) -> Seam | None:
        """Whether the paragraph goes on after blank lines: a column or a page ended there."""
        text, one, other = self.text, self.found[n], self.found[n + 1]
        if is_note(text, self.head) or is_note(text, other):
            return None
        if end is End.PAUSE and other.indent > 1 and text[other.start] in OPENING_QUOTES:
            return None  # what somebody says, in a paragraph of its own
        full = self.margins.proof[n] > LIKELY and reaches(text, self.found, n, self.margins.at[n], 2)
        if full and joined and end > LEAD and self.resumes(n):
            return self.column(n)
        title = heading_like(text, other)
        if title and end > LEAD and (seam := self.interruption(n)):
            return seam
        if (end is STOP and text[other.start] not in _STAYS_OPEN) or self.is_entry(other):
            return None
        stays = end > LEAD and not title and other.indent <= one.indent + 1
        long = stays and self.is_long(n)
        # What is cheap to ask comes first: most cuts are sure without a look at the words.
        seam = (self.told(n, hint) if long else None) or self.across(n, full=full)
        if seam is None and long:
            seam = self.told(n, elsewhere)
        if seam is None and stays:
            seam = self.unfinished(n, full=full, paused=end is End.PAUSE)
        return self.of_one_text(seam) if seam else None

    def of_one_text(self, seam: Seam) -> Seam | None:
        """The seam, unless its sides are set differently; only suggested where texts alternate."""
        if not self.sets_blanks:
            return seam
        if not set_alike(self.text, self.found[seam.left], self.found[seam.right]):
            return None
        return seam._replace(safety=SUGGESTED) if seam.safety is SAFE and self.by_turns else seam

    @cached_property
    def sets_blanks(self) -> bool:
        """Whether paragraphs could be set differently."""
        return sets_blanks(self.text)

    @cached_property
    def by_turns(self) -> bool:
        """Whether two texts were read by turns: the next paragraph is often another one's."""
        long = [block for block in self.found if block.kind is _PARAGRAPH and block.width >= LONG]
        changes = sum(not set_alike(self.text, one, other) for one, other in pairwise(long))
        return changes >= _TURNS and changes * 25 >= len(long)

    def column(self, n: int) -> Seam:
        """The seam behind a full line of a paragraph, at the end of its column."""
        one = self.found[n]
        # Without a mark so far it may be a heading of several lines.
        marked = _MARK_INSIDE.search(self.text, self.head.start, one.end - 1) is not None
        # Behind a quotation a sentence may have ended without a stop, unless another quotation follows.
        after = self.text[self.found[n + 1].start]
        quoted = self.text[one.end - 1] in CLOSING_QUOTES and after not in OPENING_QUOTES
        listed = self.text[one.end - 1] in "；;"  # items end so
        safe = marked and self.margins.proof[n] > SURE and not (quoted or listed)
        return Seam(Fault.CUT, n, n + 1, _full(one.indent + one.width), SAFE if safe else SUGGESTED, 0.98)

    def told(self, n: int, ask: Callable[[str, Block, Block], Evidence | None]) -> Seam | None:
        """The seam between two long paragraphs, where one's end or the other's beginning tells it."""
        evidence = ask(self.text, self.found[n], self.found[n + 1])
        if evidence is None or evidence.weight < Weight.UNFINISHED:
            return None
        return Seam(Fault.CUT, n, n + 1, evidence, SAFE if self.stops else SUGGESTED, 0.99)

    def across(self, n: int, *, full: bool) -> Seam | None:
        """The seam that a word, a bracket or a mark across it proves."""
        text, one, other = self.text, self.found[n], self.found[n + 1]
        evidence = proof(text, one, other, self.head.start)
        if evidence is None:
            return None
        sure = full or one.width >= _HALF
        if evidence.is_word:
            prose = has_marks(text, one, other)
            wrapped = self.margins.proof[n] > LIKELY and one.width < self.margins.at[n]
            if not full and (wrapped or (one.width < _SHORT and not prose)):
                return None
            sure = sure and prose
        fault = Fault.HEADING if text[one.end - 1] == "*" else Fault.CUT
        return Seam(fault, n, n + 1, evidence, SAFE if sure else SUGGESTED, 0.98)

    def unfinished(self, n: int, *, full: bool, paused: bool) -> Seam | None:
        """Whether the paragraph is long and not at its end, so that the next should be its rest."""
        text, one, other = self.text, self.found[n], self.found[n + 1]
        if not (full or one.width >= LONG or (paused and one.width >= 24 and other.width >= LONG)):
            return None
        evidence = hint(text, one, other)
        plain = one.kind is not _LIST and (full or one.width >= _PHRASE)  # items often have no stop
        if evidence is None and (plain or STOP_INSIDE.search(text, one.start, one.end - 1) is not None):
            evidence = _BOTH_LONG if self.cuts or not self.wrapped else None
        return evidence and Seam(Fault.CUT, n, n + 1, evidence, SUGGESTED, 0.9)

    @cached_property
    def cuts(self) -> bool:
        """Whether blank lines cut sentences here, as where columns and pages end, for all the text tells."""
        if any(block.kind in _PAGE_EDGES for block in self.found) or "\f" in self.text:
            return True
        finished = 0
        for one, other in pairwise(self.found):
            if (
                one.width < _HALF
                or other.blanks <= self.margins.gap
                or not one.kind is other.kind is _PARAGRAPH
            ):
                continue
            end = ending(self.text, one)
            finished += end <= LEAD
            if end is OPEN and one.width >= LONG and proof(self.text, one, other, one.start) is not None:
                return True
        return finished < _FINISHED

    def heading(self, n: int) -> Seam | None:
        """Whether a heading was cut in two: into two headings, or into one and the text under it."""
        text, one, other = self.text, self.found[n], self.found[n + 1]
        alike = other.kind is _HEADING and other.level == one.level
        rest = other.kind is _PARAGRAPH and heading_like(text, other)
        if not (alike or rest) or ending(text, one) is not OPEN:
            return None
        start = core(text, other)[0] + (other.level + 1 if other.level else 0)
        evidence = proof(text, one, other._replace(start=start), one.start)
        return Seam(Fault.HEADING, n, n + 1, evidence, SUGGESTED, 0.9) if evidence else None

    def interruption(self, n: int) -> Seam | None:
        """Whether the sentence goes on behind what was set between, such as a caption."""
        text, found, one = self.text, self.found, self.found[n]
        full = self.margins.proof[n] > LIKELY and reaches(text, found, n, self.margins.at[n], 6)
        if not (full or one.width >= _SHORT) or is_note(text, self.head):
            return None
        sure = not text[one.start] == text[one.end - 1] == "*"  # a heading in bold ends without a stop
        for k in range(n + 1, min(n + 1 + _MOST_BETWEEN, len(found) - 1)):
            block, other = found[k], found[k + 1]
            sure = sure and block.kind is not Kind.PICTURE  # they stand between paragraphs as well
            ruled = block.kind is Kind.RULE and other.kind is Kind.NOTE
            if block.kind not in _FURNITURE and not ruled:
                if block.kind is not _PARAGRAPH or not heading_like(text, block) or not block.blanks:
                    return None
                if not other.blanks and self.is_line(k):
                    return None  # the first line of a paragraph
                # A picture leaves more blank lines before its caption than after it; a heading seldom does.
                sure = sure and block.blanks >= 2 and block.blanks > other.blanks and block.width >= _SHORT
            if block.kind is Kind.NOTE and not other.blanks and ending(text, block) > LEAD:
                continue  # the note goes on
            if other.kind is not _PARAGRAPH or (heading_like(text, other) and not self.is_line(k + 1)):
                continue
            evidence = proof(text, one, other, self.head.start)
            if evidence is None and sure and (full or one.width >= LONG):
                item = one.kind is _LIST and not full and not STOP_INSIDE.search(text, one.start, one.end - 1)
                evidence = hint(text, one, other) or (None if item else _BOTH_LONG)
            if evidence:
                confidence = 0.95 if evidence.weight is Weight.PROOF else 0.85
                return Seam(Fault.INTERRUPTION, n, k + 1, evidence, SUGGESTED, confidence)
        return None
