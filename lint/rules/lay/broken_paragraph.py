"""LAY002."""

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


class BrokenParagraph(Rule):
    """A column or a page ended inside a paragraph, and blank lines were put there.

    A word, a bracket, or a number and its unit across the gap prove it, or a mark that no paragraph begins
    with. A long paragraph that ends with a comma or with a word like 的 is certainly not finished, so the
    long paragraph after it is its rest. Where there is no more to say than that the first does not end, the
    join is only suggested.

    Why it matters: half a sentence stands in each part, and neither can be understood, indexed or checked.

    When not to trust it: where columns were read in the wrong order, the paragraph that comes next is not the
    one that continues.

    Example::

        合作社把山上的茶园分给三十二户照看，秋

        茶下来以后统一收购。

    becomes 合作社把山上的茶园分给三十二户照看，秋茶下来以后统一收购。
    """

    code = "LAY002"
    name = "broken-paragraph"
    chinese = Chinese(
        "段落截断",
        """
    一栏或一页在段落中间结束，那里插进了空行。

    词语、括号或数字与单位跨在空行两边，或空行后是不能起段的标点，就可以断定。长段以逗号或“的”之类的词
    结尾，必定没有完，其后的长段就是余下的部分。除了前段没有完以外别无依据的，连接只作建议。

    为什么重要：两段各有半个句子，哪一半都读不懂，也无法索引和校对。

    何时不可信：各栏的阅读次序有误时，下一段并不是接续的那一段。

    例：

        合作社把山上的茶园分给三十二户照看，秋

        茶下来以后统一收购。

    改为：合作社把山上的茶园分给三十二户照看，秋茶下来以后统一收购。
    """,
    )
    message = Text("a paragraph is cut in two: {evidence}", "段落被截成两段：{evidence}")
    confidence = 0.97

    def check(self, doc: Document) -> Iterable[Finding]:
        """The cuts of `doc`."""
        for seam in seams(doc):
            if seam.fault is Fault.CUT:
                fix = join(doc, seam)
                edit = fix.edits[0]
                yield self.finding(
                    edit.start, edit.end, fix, confidence=seam.confidence, evidence=seam.evidence.text
                )
