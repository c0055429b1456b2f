"""PUN007 quote-direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from lint.analysis.punctuation.mismatched_pairs import reversed_quotes
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding


class QuoteDirection(Rule):
    """A curly quotation mark that looks the wrong way: ” where a quotation opens, “ where it closes.

    Said only where the marks of the paragraph come in pairs and the mark, turned round, stands where such a
    mark stands: a closing one before a pause, another closing mark or the end of the line; or where two marks
    that look the same way have lost their other halves, with nothing but a short term between them.

    Why it matters: the two marks differ by a few pixels, and all that finds quotations goes wrong behind it.

    When not to trust it: where two marks were lost in one paragraph.

    Example: `所谓“试点“，就是` becomes `所谓“试点”，就是`.
    """

    code = "PUN007"
    name = "quote-direction"
    chinese = Chinese(
        "引号方向错误",
        """
    弯引号方向反了：引文开头用了「”」，或结尾用了「“」。

    有两种情形：本段引号成对，而该引号转过来以后正合其位，即后引号在停顿的标点、另一个后半标点或行末之
    前；或者两个同向的引号都丢了另一半，中间只有一个短语。

    为什么重要：两种引号只差几个像素，而凡是查找引文的，从这里起都会出错。

    何时不可信：一段里丢了两个引号。

    例：`所谓“试点“，就是`改为`所谓“试点”，就是`。
    """,
    )
    message = Text("quotation mark looks the wrong way: should be {mark}", "引号方向反了，应为“{mark}”")
    severity = Severity.WARNING
    confidence = 0.97
    triggers: ClassVar[str] = "“”"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Marks that pair up once they are turned round."""
        for at, sign in sorted(reversed_quotes(doc).items()):
            yield self.finding(at, at + 1, replace(at, at + 1, sign, Safety.SUGGESTED), mark=sign)
