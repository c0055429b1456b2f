"""ENC005 html-break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.analysis.regions.markup import is_authored
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_TAG = r"</?(?:br|BR)[ \t]*/?>[ \t]?"
_BREAK = re.compile(f"{_TAG}(?:{_TAG})*")
_ROW = re.compile(r"\||</?t[dhr]\b", re.IGNORECASE)
_REACH = 2_000


class HtmlBreak(Rule):
    """`<br>` in text that is not HTML.

    Vision-language models write it for a line that ends. It becomes a line end. In a table's cell it is the
    only way to break a line, and stays; so does one where the line ends, a hard break.

    Why it matters: the two lines are joined by a tag that readers see and other rules stumble over.

    When not to trust it: text about HTML. Documents with links, code or structural tags are taken for
    written markup and left alone.

    Example: `地址：中山路1号<br>电话：12345` becomes two lines.
    """

    code = "ENC005"
    name = "html-break"
    chinese = Chinese(
        "换行标签残留",
        """
    不是 HTML 的文字里出现的 `<br>`。

    视觉语言模型用它表示一行结束。改为换行。表格单元格内只能用它换行，因此保留；行尾的是强制换行，也保留。

    为什么重要：两行之间夹着一个标签，读者看得见，其他规则也会因此出错。

    何时不可信：讲 HTML 的文章。含有链接、代码或结构标签的文件视为有意写的标记，不作处理。

    例：`地址：中山路1号<br>电话：12345`改为两行。
    """,
    )
    message = Text("{found} where a line ends", "换行处留下了 {found}")
    severity = Severity.WARNING
    confidence = 0.97
    triggers: ClassVar[str] = "<"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The `<br>` of `doc` outside tables."""
        text = doc.text
        end = 0
        for match in _BREAK.finditer(text):
            if is_authored(doc):
                return
            start = match.start() - (match.start() > end and text[match.start() - 1] in " \t")
            end = match.end()
            line = (
                text[max(0, start - _REACH) : start].rpartition("\n")[2]
                + text[end : end + _REACH].partition("\n")[0]
            )
            if _ROW.search(line):
                continue
            if start and text[start - 1] != "\n" and text[end : end + 1] in {"", "\n"}:
                continue  # the line ends there: a hard break
            at_edge = start == 0 or text[start - 1] == "\n"
            fix = replace(start, end, "" if at_edge else "\n", Safety.SUGGESTED)
            yield self.finding(start, end, fix, found=text[start:end].strip())
