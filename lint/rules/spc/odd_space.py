"""SPC006 odd-space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.rare_characters import ODD_BLANKS, matches
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import HAN
from lint.core.findings import Fix, Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_RUN = re.compile(rf"[{ODD_BLANKS}](?:[{ODD_BLANKS} ]*[{ODD_BLANKS}])?")
_WIDE = re.compile("\u3000(?:(?<=[A-Za-z0-9].)(?=[A-Za-z])|(?<=[A-Za-z].)(?=[0-9]))")
_HAN = re.compile(f"[{HAN}]")
_HABIT = 0.01


class OddSpace(Rule):
    r"""A blank that is not the plain one: no-break space, thin and en spaces, U+3000 between Latin words.

    Web pages and PDF text layers leave them. Inside a line a plain space is put for each; a Chinese line
    indented with them gets full-width blanks (two no-break spaces are one em), and at the end of a line
    they go.

    Why it matters: they look like a space and are none, so that a search for two words finds nothing.

    When not to trust it: typesetting that needs the no-break space. Text in which they are a good
    part of all blanks is left alone, and so is code.

    Example: `We\u00a0invited` becomes `We invited`.
    """

    code = "SPC006"
    name = "odd-space"
    chinese = Chinese(
        "非常规空格",
        r"""
    不是普通空格的空格，如不换行空格、窄空格、半身空格，以及西文词之间的 U+3000。

    网页和 PDF 文本层留下的。行内的各改为一个普通空格；中文行首用它缩进的，改为全角空格（两个不换行空格
    合一个全角空格）；行尾的删去。

    为什么重要：看上去是空格，其实不是，按两个词检索就什么也查不到。

    何时不可信：排版上需要不换行空格的文字。这类空格在全部空格中占相当比例的文件不报，代码也不报。

    例：`We\u00a0invited`改为`We invited`。
    """,
    )
    message = Text("{found} in place of a plain space", "用 {found} 代替了普通空格")
    severity = Severity.INFO
    confidence = 0.97

    def check(self, doc: Document) -> Iterator[Finding]:
        """The odd blanks of `doc`."""
        text = doc.text
        found = [*matches(doc, _RUN, ODD_BLANKS), *_WIDE.finditer(text)]
        found = [match for match in found if match.start() not in shield(doc)]
        if len(found) >= max(20, _HABIT * text.count(" ")):
            return
        for match in found:
            start, end = match.span()
            yield self.finding(start, end, _fix(text, start, end), found=f"U+{ord(match[0][0]):04X}")


def _fix(text: str, start: int, end: int) -> Fix:
    """The plain blanks that do what the odd ones did."""
    if text[end : end + 1] in {"", "\n"}:
        put = ""
    elif start == 0 or text[start - 1] == "\n":
        put = "\u3000" * ((end - start) // 2) if _HAN.match(text, end) else " " * (end - start)
    else:
        put = " " * (end - start)
    return replace(start, end, put, Safety.SUGGESTED)
