"""ENC014 carriage-return."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_RETURN = re.compile("\r\r*+(\n?)")


class CarriageReturn(Rule):
    r"""A carriage return in a text whose lines otherwise end without one.

    Before a line end it is deleted; by itself it becomes a line end. Files that use one kind of line end
    throughout, whichever it is, keep it.

    Why it matters: programs disagree about what is a line, so line numbers and differences are wrong.

    When not to trust it: the output of programs that draw over their own line.

    Example: `第一行\r\n第二行\n` becomes `第一行\n第二行\n`.
    """

    code = "ENC014"
    name = "carriage-return"
    chinese = Chinese(
        "回车符混用",
        r"""
    其他各行末尾都没有回车符的文件里出现的回车符。

    在换行符前的删去，单独一个的改为换行。全文统一用一种行尾的，无论哪一种，都保留。

    为什么重要：什么算一行，各程序看法不一，行号和差异比较就会出错。

    何时不可信：在同一行上反复重写的程序输出。

    例：`第一行\r\n第二行\n`改为`第一行\n第二行\n`。
    """,
    )
    message = Text("carriage return among other line ends", "混用的回车换行")
    severity = Severity.WARNING
    confidence = 0.99
    any_language = True
    reads_code = True
    triggers: ClassVar[str] = "\r"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The carriage returns of `doc`."""
        for match in _RETURN.finditer(doc.text):
            start, end = match.start(), match.start(1)
            yield self.finding(start, end, replace(start, end, "" if match[1] else "\n", Safety.SAFE))
