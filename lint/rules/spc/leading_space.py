"""SPC009 leading-space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.lost_characters import traces
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import HAN, OPENERS
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_LEADING = re.compile(rf" (?:(?<=\n.)|(?<=\A.))(?=[{HAN}{OPENERS}■●◆▲])")
# Behind a line end, which `re` finds soon; one is put before the text for its first line.
_INDENTED = re.compile(r"\n(?:[ \t\u3000\u00a0]{2}|[\t\u3000]|[-*+] |\d+[.)] )")
_SHARE = 0.02


class LeadingSpace(Rule):
    """One blank before a line, in a text whose lines have none.

    Why it matters: the line looks indented to whoever reads the layout, a new paragraph for instance.

    When not to trust it: lines continued under a list item. Text with indents or lists, or with more than
    one such line in fifty, is left alone.

    Example: ` 主编的话` becomes `主编的话`.
    """

    code = "SPC009"
    name = "leading-space"
    chinese = Chinese(
        "行首空格",
        """
    行首有一个空格，而全文其他行没有。

    为什么重要：按版面阅读的人和程序会以为这一行有缩进，例如当作新的一段。

    何时不可信：列表项下的续行。有缩进或列表的文件，以及这样的行超过五十分之一的文件，不报。

    例：` 主编的话`改为`主编的话`。
    """,
    )
    message = Text("one blank before the line, where other lines have none", "行首有一个空格，而其他行没有")
    severity = Severity.WARNING
    confidence = 0.99
    triggers: ClassVar[str] = " "

    def check(self, doc: Document) -> Iterator[Finding]:
        """The lines of `doc` that begin with one blank."""
        text = doc.text
        found = [match for match in _LEADING.finditer(text) if match.start() not in shield(doc)]
        if not found or len(found) > 1 + _SHARE * text.count("\n") or _INDENTED.search("\n" + text):
            return
        if traces(doc).everywhere:
            return
        for match in found:
            yield self.finding(*match.span(), replace(*match.span(), "", Safety.SAFE))
