"""ENC012 form-feed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_FEED = re.compile(r"\f[\f \t]*\n{0,3}")


class FormFeed(Rule):
    r"""A form feed, which programs such as pdftotext put between pages.

    Two blank lines are put for it: the sign of a page's end that people see and all other rules know. At the
    beginning or end of the text it is only deleted.

    Why it matters: it shows as a box or not at all, and sticks to the first word of the page.

    When not to trust it: files that a printer reads.

    Example: `第一页的最后一行\f第二页` becomes two lines with two blank ones between them.
    """

    code = "ENC012"
    name = "form-feed"
    chinese = Chinese(
        "换页符残留",
        r"""
    换页符，pdftotext 之类的程序用它分隔各页。

    改为两个空行：这是人看得见、其他规则也都认得的分页标志。在全文开头或结尾的，只删去。

    为什么重要：它显示为方框，或者根本不显示，并且粘在该页的第一个词上。

    何时不可信：供打印机读取的文件。

    例：`第一页的最后一行\f第二页`改为两行，中间隔两个空行。
    """,
    )
    message = Text("form feed between pages", "页与页之间的换页符")
    severity = Severity.INFO
    confidence = 0.99
    reads_code = True
    triggers: ClassVar[str] = "\f"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The form feeds of `doc`."""
        text = doc.text
        for match in _FEED.finditer(text):
            start, end = len(text[max(0, match.start() - 3) : match.start()].rstrip("\n")), match.end()
            start += max(0, match.start() - 3)
            put = "" if start == 0 else "\n" if end == len(text) else "\n\n\n"
            yield self.finding(start, end, replace(start, end, put, Safety.SAFE))
