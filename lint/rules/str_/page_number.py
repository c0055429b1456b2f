"""STR003 page-number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.layout.page_furniture import page_numbers
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


class PageNumber(Rule):
    """A page number on a line of its own, one of three or more that count up through the file.

    Why it matters: it stands in the middle of sentences that run over the page.

    When not to trust it: numbers that count items, each with a long text below, look the same.

    Example: `- 12 -`, a page of text, `- 13 -`, a page of text, `- 14 -`.
    """

    code = "STR003"
    name = "page-number"
    chinese = Chinese(
        "页码混入正文",
        """
    独占一行的页码，全文有三个以上，依次递增。

    为什么重要：句子跨页时，它就插在句子中间。

    何时不可信：给条目编号的数字，若每个之下都有长文，看上去与页码相同。

    例：`- 12 -`，一页正文，`- 13 -`，一页正文，`- 14 -`。
    """,
    )
    message = Text("a page number, one of {times} in sequence", "页码，与前后共 {times} 个连续")
    severity = Severity.WARNING
    confidence = 0.95
    triggers = "0123456789"

    @property
    def stage(self) -> int:
        """With the layout, while the seams of pages can be seen."""
        return 1

    def check(self, doc: Document) -> Iterator[Finding]:
        """Page numbers; the fix takes them out."""
        for block, times in page_numbers(doc):
            yield self.finding(
                block.start, block.end, replace(block.start, block.end, "", Safety.SUGGESTED), times=times
            )
