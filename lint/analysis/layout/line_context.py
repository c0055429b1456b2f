"""What stands round a line: which lines near it are full, titles, speech, or paragraphs of their own."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.layout.line_ends import STOP_INSIDE, End, ending, heading_like
from lint.analysis.layout.margins import LABEL, LIKELY, Style, margins, reaches
from lint.core.character_classes import CLOSING_QUOTES, OPENING_QUOTES, width

if TYPE_CHECKING:
    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document

LONG = 60
"""Half-ems from which an unmarked line is a paragraph and no heading."""

_FIRSTS = 3
"""Full lines with the next less indented that make first lines of one indent."""

_DEEPEST = 8
"""Half-ems of the deepest indent of a first line."""

_ENTRY = re.compile(r"(?:[!-~]+ ){0,3}[!-~]*[^\s,;.:] {4,}(?=\S)(?!.* {3})")
_GAP, _TERM = " " * 4, 44
"""What parts a term or an option from what is said of it, and the characters among which it stands."""


class Surroundings:
    """Answers about the blocks of a document by number."""

    def __init__(self, doc: Document) -> None:
        self.text = doc.text
        self.found = blocks(doc)
        self.margins = margins(doc)
        self.wrapped = max(self.margins.proof, default=0.0) > LIKELY

    @cached_property
    def first_indents(self) -> frozenset[int]:
        """The indents of first lines, in half-ems, where the other lines of paragraphs have less."""
        if not self.wrapped:
            return frozenset()
        less: Counter[int] = Counter()
        same: Counter[int] = Counter()
        for n, (one, other) in enumerate(pairwise(self.found)):
            if not one.indent or other.blanks or other.kind is not Kind.PARAGRAPH:
                continue
            if self.margins.proof[n] > LIKELY and reaches(self.text, self.found, n, self.margins.at[n], 2):
                same[one.indent] += one.indent == other.indent
                less[one.indent] += 1 < one.indent - other.indent <= _DEEPEST
        return frozenset(indent for indent, count in less.items() if count >= max(_FIRSTS, same[indent]))

    def opens(self, n: int, end: End) -> bool:
        """Whether block `n` begins a paragraph or an entry, by its shape, behind a line that ends so."""
        text, before, block = self.text, self.found[n - 1], self.found[n]
        if self.is_entry(block):
            return True
        if block.indent != before.indent or block.indent not in self.first_indents:
            return False
        return end <= End.LEAD or text[before.end - 1] in "—…" or heading_like(text, before)

    def is_entry(self, block: Block) -> bool:
        """Whether a line begins with a Latin term or an option, and a wide gap before what is said of it."""
        gap = self.text.find(_GAP, block.start, min(block.end, block.start + _TERM)) >= 0
        return gap and _ENTRY.match(self.text, block.start, block.end) is not None

    def is_among_quotes(self, n: int) -> bool:
        """Whether a quoted line follows at once on the two lines of the seam, or stands right before them."""
        around = [(n - 1, n), (n + 2, n + 2)]
        found = self.found
        return any(
            0 <= at < len(found) and found[at].kind is Kind.QUOTE and not found[lower].blanks
            for at, lower in around
        )

    def open_at(self, n: int) -> bool:
        """Whether line `n` is full and ends inside a sentence."""
        full = n + 1 < len(self.found) and reaches(self.text, self.found, n, self.margins.at[n], 2)
        return full and ending(self.text, self.found[n]) > End.LEAD

    def begins(self, n: int) -> bool:
        """Whether block `n`, behind a finished sentence, looks like a paragraph or heading of its own."""
        text, block = self.text, self.found[n]
        short = block.indent + block.width < 0.8 * self.margins.at[n - 1]
        if (short and heading_like(text, block)) or LABEL.match(text, block.start):
            return True
        before = text[self.found[n - 1].end - 1]
        spoken = text[block.start] in OPENING_QUOTES + '"—' or before in CLOSING_QUOTES
        return spoken and self.margins.style[n] is not Style.SET_OFF

    def aligned(self, one: Block, other: Block) -> bool:
        """Whether `other` stands under the text of `one`, behind its mark or its first column."""
        column, at = other.indent - one.indent, one.start
        while column > 0 and at < one.end:
            column -= width(self.text[at])
            at += 1
        return not column and self.text[at - 1] in (" 　\t、.)）．" if one.kind is Kind.LIST else " 　\t")

    def resumes(self, n: int) -> bool:
        """Whether lines of the same measure follow the full line `n` after blank lines: the column's rest."""
        other = self.found[n + 1]
        if other.kind is not Kind.PARAGRAPH or other.indent > self.found[n].indent + 1:
            return False
        if ending(self.text, other) is End.STOP:
            return self.margins.at[n] + 4 > other.indent + other.width
        return self.is_line(n + 1)

    def is_short(self, n: int) -> bool:
        """Whether line `n` of wrapped text ends before the margin, so that it was ended there."""
        proved = self.margins.at[n] > 0 and self.margins.proof[n] > LIKELY
        return proved and not reaches(self.text, self.found, n, self.margins.at[n], 6)

    def is_line(self, n: int) -> bool:
        """Whether block `n` is a full line of wrapped text, and more follows at once."""
        after = self.found[n + 1] if n + 1 < len(self.found) else None
        near = after is not None and after.blanks <= self.margins.gap and after.kind is Kind.PARAGRAPH
        proved = near and self.margins.proof[n] > LIKELY
        return proved and reaches(self.text, self.found, n, self.margins.at[n], 2)

    @cached_property
    def stops(self) -> bool:
        """Whether paragraphs end with stops here, so that one without is not whole."""
        ends = [ending(self.text, block) for block in self.found if block.width >= LONG]
        return sum(end is End.STOP for end in ends) * 3 >= len(ends)

    def is_long(self, n: int) -> bool:
        """Whether block `n` and the next are paragraphs for sure, and in the first a sentence ends."""
        one, other = self.found[n], self.found[n + 1]
        enough = min(one.width, other.width) >= LONG
        return enough and STOP_INSIDE.search(self.text, one.start, one.end - 1) is not None
