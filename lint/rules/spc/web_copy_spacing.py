"""SPC021 web-copy-spacing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.punctuation.width_habits import keeps_half_width
from lint.analysis.regions.protected_spans import guards_blank
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace
from lint.rules.spc.web_copy import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_MARKS = "，。、；：！？"
_REACH = 300
# The blanks at the edges of table cells and behind the signs of lists stay.
_SURPLUS = re.compile(
    rf"(?<=[^\s|])[ ]{{1,3}}(?=[{_MARKS}”’」』）》〉】][^|\s]|[{_MARKS}]$)"
    rf"|(?<=[{_MARKS}“‘「『（《〈【])[ ](?=[^\s|>*+#”’」』）》〉】-])(?!:[a-z:+-]{{1,30}}:`)",
    re.MULTILINE,
)


class WebCopySpacing(Rule):
    """A missing blank beside a half-width sign, as Chinese web copy sets them, with `spacing = "add"`.

    Round brackets, straight quotation marks, code and operators, behind half-width marks, before paths and
    names with `@`, round pictures. A blank beside a full-width mark is surplus: the mark carries its own
    space. With any other setting nothing is said.

    Why it matters: where half-width signs are kept by choice, blanks are what separates them from the Han
    characters, which have no side bearings of their own.

    When not to trust it: names that are written with a sign inside, such as `A+轮`.

    Example: `前面(备注)后面` becomes `前面 (备注) 后面`.
    """

    code = "SPC021"
    name = "web-copy-spacing"
    message = Text("no blank beside a half-width sign", "半角符号旁没有空格")
    severity = Severity.WARNING
    surplus = Text("blank beside a full-width mark", "全角标点旁有空格")
    confidence = 0.95

    def check(self, doc: Document) -> Iterator[Finding]:
        """Places without a blank."""
        if self.options.spacing != "add":
            return
        for at in sorted(missing(doc, keeps_marks=keeps_half_width(doc, self.options))):
            if at:
                yield self.finding(at, at, replace(at, at, " ", Safety.SAFE))
        for match in _SURPLUS.finditer(doc.text):
            if not guards_blank(doc, match.start()) and not _opens(doc.text, *match.span()):
                yield self.finding(*match.span(), replace(*match.span(), "", Safety.SAFE), text=self.surplus)


def _opens(text: str, start: int, end: int) -> bool:
    """Whether the blank stands before a ” or ’ with which a quotation begins, as some write it."""
    before = text[max(text.rfind("\n", 0, start), start - _REACH, 0) : start]
    return any(
        text.startswith(close, end) and before.rfind(sign) <= before.rfind(close)
        for sign, close in ("“”", "‘’")
    )
