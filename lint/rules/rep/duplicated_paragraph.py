"""REP006 duplicated-paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.repetition.duplicate_paragraphs import copies
from lint.analysis.repetition.generation_loops import in_loop
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

NEAR = 12
"""Blocks: about a page. A copy farther off may be quoted on purpose."""


class DuplicatedParagraph(Rule):
    """A paragraph, or several in a row, that repeat earlier ones word for word or nearly.

    A page that was scanned or read twice comes out twice, often with other small mistakes.

    Why it matters: everything made from the text counts it twice.

    When not to trust it: statutes and forms repeat whole paragraphs; so do documents that quote
    themselves. A single copy far from its original is only noted.

    Example: the same three sentences above and below a page's end.
    """

    code = "REP006"
    name = "duplicated-paragraph"
    message = Text(
        "{likeness} % of an earlier paragraph, “{opening}…”, {apart} blocks before",
        "与前面第 {apart} 段“{opening}…”相同 {likeness}%",
    )
    severity = Severity.WARNING
    confidence = 0.9

    def check(self, doc: Document) -> Iterator[Finding]:
        """Paragraphs that repeat; those next to their original, or in a row with another copy, are sure."""
        found = [copy for copy in copies(doc) if not in_loop(doc, copy.block.start)]
        places = {(copy.place, copy.source) for copy in found}
        for copy in found:
            apart = copy.place - copy.source
            rows = any((copy.place + step, copy.source + step) in places for step in (-2, -1, 1, 2))
            sure = apart <= NEAR or rows
            block = copy.block
            exact = copy.likeness > 99.9
            fix = replace(block.start, block.end, "", Safety.SUGGESTED) if sure and exact else None
            yield self.finding(
                block.start,
                block.end,
                fix,
                severity=Severity.WARNING if sure else Severity.INFO,
                likeness=int(copy.likeness),
                opening=doc.text[copy.original.start : copy.original.start + 10],
                apart=apart,
            )
