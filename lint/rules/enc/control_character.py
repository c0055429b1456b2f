"""ENC003 control-character."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.rare_characters import CONTROLS, matches
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

# C1 controls behind an accented letter are halves of mojibake (ENC001).
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]+|(?<![\u0080-\u009f\u00c2-\u00f4])[\u0080-\u009f]+"
)
_BREAKS = frozenset("\x0b\x85")
_MARKS = dict(zip("\x91\x92\x93\x94\x96\x97", "‘’“”–—", strict=True))
"""The quotation marks and dashes of Windows-1252, as they look to who reads it as Latin-1."""


class ControlCharacter(Rule):
    r"""A control character, which shows nothing: NUL, backspace, C1 controls.

    It is deleted. A vertical tab or NEL, which Word and old systems use for a line break, becomes a line end.
    A single one that is a quotation mark or dash in Windows-1252 is offered as that.

    Why it matters: many programs stop reading at NUL, and XML forbids all of them.

    When not to trust it: logs of terminals, where they are the content.

    Example: `人民\x02代表` becomes `人民代表`.
    """

    code = "ENC003"
    name = "control-character"
    chinese = Chinese(
        "控制字符",
        r"""
    不显示任何内容的控制字符，如 NUL、退格符、C1 控制符。

    一般删去。Word 和旧系统用作换行的垂直制表符和 NEL，改为换行。单独一个，而在 Windows-1252 里是引号或
    破折号的，建议改为该标点。

    为什么重要：许多程序读到 NUL 就停止，XML 则一概不许出现控制字符。

    何时不可信：终端日志，控制字符本来就是其中的内容。

    例：`人民\x02代表`改为`人民代表`。
    """,
    )
    message = Text("control character {found}", "控制字符 {found}")
    severity = Severity.ERROR
    confidence = 0.999
    any_language = True
    reads_code = True

    def check(self, doc: Document) -> Iterator[Finding]:
        """The control characters of `doc`, one finding a run."""
        for match in matches(doc, _CONTROL, CONTROLS):
            put = "\n" if _BREAKS.issuperset(match[0]) else _MARKS.get(match[0], "")
            safety = Safety.SUGGESTED if match[0] in _MARKS else Safety.SAFE
            fix = replace(match.start(), match.end(), put, safety)
            yield self.finding(match.start(), match.end(), fix, found=f"U+{ord(match[0][0]):04X}")
