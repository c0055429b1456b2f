"""LAY004."""

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


class BrokenHeading(Rule):
    """A heading, or the bold words that lead into a paragraph, is cut in two inside a word or a bracket.

    The parts are put together; where only the first is bold, the bold is carried on to the lead-in's end.

    Why it matters: tables of contents, anchors and search see half a title, and the rest looks like text.

    When not to trust it: two titles that stand above each other may end and begin with characters that make
    a word by chance.

    Example::

        **三、把小区的公共账目管起**

        来。**业主委员会每季度公布一次收支。
    """

    code = "LAY004"
    name = "broken-heading"
    chinese = Chinese(
        "标题截断",
        """
    标题或段首的粗体语，在词语或括号中间被截成两段。

    把两部分接上；只有前一部分是粗体的，粗体延续到段首语结束。

    为什么重要：目录、锚点和检索只见到半个标题，另一半看上去像正文。

    何时不可信：上下相连的两个标题，末字与首字可能碰巧成词。

    例：

        **三、把小区的公共账目管起**

        来。**业主委员会每季度公布一次收支。
    """,
    )
    message = Text("a heading or lead-in is cut in two: {evidence}", "标题或段首语被截成两段：{evidence}")
    confidence = 0.95

    def check(self, doc: Document) -> Iterable[Finding]:
        """The cut headings of `doc`."""
        for seam in seams(doc):
            if seam.fault is Fault.HEADING:
                fix = join(doc, seam)
                edit = fix.edits[0]
                yield self.finding(
                    edit.start, edit.end, fix, confidence=seam.confidence, evidence=seam.evidence.text
                )
