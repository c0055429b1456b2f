"""STR002 running-head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.layout.page_furniture import running_heads
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


class RunningHead(Rule):
    """A running head or foot: a line where pages meet, as on other pages, or with the page's number in it.

    Two kinds are known: a line that comes again, the same but for its figures, beside page numbers; and lines
    with a number at one edge that counts up from page to page, where the neighbours say much the same and
    sentences run across them. Those of the second kind may be misread in a character or two, and change with
    the chapter.

    Why it matters: it breaks into sentences, and a search for the title finds every page.

    When not to trust it: a refrain, or a heading that many sections share, may stand where pages meet. Titles
    of chapters that count (史书卷五, 史书卷六) are no running heads.

    Example: `人民之声 2021年第9期` above or below each page number; `第二章  渠水的来历  43` above each page.
    """

    code = "STR002"
    name = "running-head"
    chinese = Chinese(
        "页眉混入正文",
        """
    页眉或页脚：位于两页相接处的一行，与其他页上的相同，或带有页码。

    已知有两种。一种反复出现，除数字外全都相同，旁边有页码。另一种一端带有数字，逐页递增，相邻各行大致相
    同，句子跨行而过；这种行可能读错一两个字，也会随章节变化。

    为什么重要：它把句子切断；检索书名或篇名时，每一页都会检出。

    何时不可信：叠句，或许多章节共有的标题，也可能正在两页相接处。依次编号的篇章标题（史书卷五、史书卷
    六）不是页眉。

    例：每个页码上方或下方的`人民之声 2021年第9期`；每页上方的`第二章  渠水的来历  43`。
    """,
    )
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
