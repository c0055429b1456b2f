"""REP006 duplicated-paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.repetition.duplicate_paragraphs import copies
from lint.analysis.repetition.generation_loops import in_loop
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

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
    chinese = Chinese(
        "段落重复",
        """
    一段或相连的几段，与前面的段落逐字相同或几乎相同。

    同一页扫描或识别了两次，就会出现两次，细小的错误往往还不一样。

    为什么重要：凡是用这份文字做出来的东西，都把它算了两遍。

    何时不可信：法规和表单会整段重复，引用自身的文件也是如此。只重复一次而又离原处很远的，仅作提示。

    例：同样的三句话，在页末的上方和下方各出现一次。
    """,
    )
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
