"""SPC021 web-copy-spacing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.punctuation.width_habits import keeps_half_width
from lint.analysis.regions.protected_spans import guards_blank
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace
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
    chinese = Chinese(
        "半角符号间距不当",
        """
    半角符号旁缺少空格；中文网络文案的排法要有，设为 `spacing = "add"` 时检查。

    包括圆括号、直引号、代码和运算符的旁边，半角标点之后，路径和带 `@` 的名称之前，图片的前后。全角标点
    自带空隙，旁边的空格是多余的。其他设置一概不报。

    为什么重要：有意保留半角符号的文字，要靠空格把符号与汉字隔开，因为汉字本身没有侧边空隙。

    何时不可信：本身含有符号的名称，如 `A+轮`。

    例：`前面(备注)后面`改为`前面 (备注) 后面`。
    """,
    )
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
