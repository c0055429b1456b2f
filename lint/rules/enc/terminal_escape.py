"""ENC013 terminal-escape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_ESCAPE = re.compile(
    "(?:\x1b(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\\\)|[@-Z\\\\^_c=>])?)+"
)


class TerminalEscape(Rule):
    r"""An escape sequence of a terminal: colours, cursor moves.

    The text was copied from a program's output to a screen.

    Why it matters: it shows as rubbish such as `[31m`, and hides the words beside it from search.

    When not to trust it: recordings of a terminal, where it is the content.

    Example: `\x1b[31m错误\x1b[0m` becomes `错误`.
    """

    code = "ENC013"
    name = "terminal-escape"
    chinese = Chinese(
        "终端控制序列残留",
        r"""
    终端的控制序列，如颜色、光标移动。

    文字是从程序的屏幕输出复制来的。

    为什么重要：它显示为 `[31m` 之类的乱码，旁边的词因此查不到。

    何时不可信：终端的录制文件，控制序列本来就是其中的内容。

    例：`\x1b[31m错误\x1b[0m`改为`错误`。
    """,
    )
    message = Text("escape sequence of a terminal", "终端控制序列")
    severity = Severity.ERROR
    confidence = 0.99
    any_language = True
    reads_code = True
    triggers: ClassVar[str] = "\x1b"

    def check(self, doc: Document) -> Iterator[Finding]:
        """The escape sequences of `doc`."""
        for match in _ESCAPE.finditer(doc.text):
            yield self.finding(*match.span(), replace(*match.span(), "", Safety.SUGGESTED))
