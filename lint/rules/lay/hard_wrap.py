"""LAY001."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.analysis.layout.line_joins import Fault, seams
from lint.core.findings import Text
from lint.rules.base import Chinese, Rule
from lint.rules.lay.joining import join

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.core.document import Document
    from lint.core.findings import Finding


class HardWrap(Rule):
    """A line break stands inside a paragraph, because the page or the column was narrow there.

    Lines are taken for wrapped when they end where the lines round them end, and when words and brackets lie
    across enough of those line ends. Where a line is short, only a word, a bracket or a mark across its own
    end joins it to the next. Nothing stands between the joined lines, or one blank between Latin words.

    Why it matters: words are cut in two, so that search, counting and reading aloud fail, and marks that
    belong together stand in different lines.

    When not to trust it: a poem whose lines are all of one length and have no marks looks like a narrow
    column. A paragraph that ends exactly at the margin may be joined with the next one when neither a blank
    line nor an indent parts them; such joins are only suggested.

    Example::

        县图书馆去年开设了夜间阅览室，读
        者下班以后也能借书。

    becomes 县图书馆去年开设了夜间阅览室，读者下班以后也能借书。
    """

    code = "LAY001"
    name = "hard-wrap"
    chinese = Chinese(
        "硬换行",
        """
    段落中间的换行，因为原页或原栏到此已满。

    一行与前后各行在同一处结束，并且有足够多的行末把词语或括号切成两半，才认作硬换行。短行只有在自己的行
    末切开了词语、括号或标点时，才与下一行连接。连接处不加空格；西文词之间加一个空格。

    为什么重要：词语被切成两半，检索、统计和朗读都会出错，成对的标点也分在两行。

    何时不可信：各行一样长又没有标点的诗，看上去像窄栏。段落恰好在版心边缘结束，下一段之前又没有空行或缩
    进的，两段可能被连成一段；这种连接只作建议。

    例：

        县图书馆去年开设了夜间阅览室，读
        者下班以后也能借书。

    改为：县图书馆去年开设了夜间阅览室，读者下班以后也能借书。
    """,
    )
    message = Text("a line break inside a paragraph: {evidence}", "段落中间断行：{evidence}")
    confidence = 0.99

    def check(self, doc: Document) -> Iterable[Finding]:
        """The wraps of `doc`."""
        for seam in seams(doc):
            if seam.fault is Fault.WRAP:
                fix = join(doc, seam)
                edit = fix.edits[0]
                yield self.finding(
                    edit.start, edit.end, fix, confidence=seam.confidence, evidence=seam.evidence.text
                )
