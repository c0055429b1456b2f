"""STR002 running-head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.evidence.furniture import running_heads
from lint.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding


class RunningHead(Rule):
    """A running head or foot: a short line, the same but for its number, where pages meet.

    Why it matters: it breaks into sentences, and a search for the title finds every page.

    When not to trust it: a refrain, or a heading that many sections share, may stand where pages meet.

    Example: `人民之声 2021年第9期` above or below each page number.
    """

    code = "STR002"
    name = "running-head"
    message = Text("a running head, {times} times in the file", "页眉或页脚，全文出现 {times} 次")
    severity = Severity.WARNING
    confidence = 0.95

    @property
    def stage(self) -> int:
        """With the layout, while the seams of pages can be seen."""
        return 1

    def check(self, doc: Document) -> Iterator[Finding]:
        """Running heads and feet; the fix takes them out."""
        for block, times in running_heads(doc):
            yield self.finding(
                block.start, block.end, replace(block.start, block.end, "", Safety.SUGGESTED), times=times
            )
