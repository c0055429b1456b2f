"""What a join may be at the most: nothing between lines of two columns, less where words do not run on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.layout.coherence import LICENSED_SURELY, VETO, coherence
from lint.analysis.layout.margins import margins
from lint.analysis.layout.mixed_columns import mixed_columns
from lint.analysis.layout.separate_lines import are_separate
from lint.core.findings import Safety

if TYPE_CHECKING:
    from lint.core.document import Document

_NARROW = 20
"""Half-ems of a column below which lines may be cells: there a full line is safe only where words run on."""

_OVERHANG = 6
"""Half-ems by which a line goes beyond the margin that may be no line of the column but a caption in it."""


class JoinLimits:
    """Answers about pairs of blocks of a document, by number."""

    def __init__(self, doc: Document) -> None:
        self.text = doc.text
        self.found = blocks(doc)
        self.margins = margins(doc)
        self.regions = coherence(doc).regions
        self.mixed = frozenset(n for part in mixed_columns(doc) for n in range(part.first, part.last + 1))

    def forbids(self, left: int, right: int) -> bool:
        """Whether two blocks are no parts of one sentence, whatever the evidence."""
        if left in self.mixed or right in self.mixed:
            return True
        return are_separate(self.text, self.found[left], self.found[right])

    def by_width(self, left: int, right: int) -> Safety:
        """How safe a join is, at most, that only the width of its first line speaks for."""
        region, margin, other = self.regions[left], self.margins.at[left], self.found[right]
        if region < VETO or (0 < margin < _NARROW and region < LICENSED_SURELY):
            return Safety.SUGGESTED
        beyond = margin and other.indent + other.width > margin + _OVERHANG
        return Safety.SUGGESTED if beyond and other.kind is Kind.PARAGRAPH else Safety.SAFE
