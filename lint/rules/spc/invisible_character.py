"""SPC005 invisible-character."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lint.analysis.characters.rare_characters import INVISIBLE, matches
from lint.core.character_classes import FULLWIDTH, HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_RUN = re.compile(f"[{INVISIBLE}]+")
_BREAK = re.compile("[\u2028\u2029]")
# Joiners and direction marks are letters' business in Arabic, Indic scripts and emoji, and a zero-width
# space beside Markdown emphasis makes it work: there they stay.
_PLAIN = re.compile(rf"[{HAN}{re.escape(FULLWIDTH)}\n\t !-)+-^a-~｡-ﾟ！-～\u00a0]")


class InvisibleCharacter(Rule):
    r"""A character that takes no room and shows nothing: zero-width space, soft hyphen, direction mark.

    PDF text layers and web pages carry them along. They are deleted; a line or paragraph separator
    (U+2028, U+2029) becomes a line end.

    Why it matters: two words that look the same are not, and no search finds the one with the mark inside.

    When not to trust it: in Arabic, Hebrew and Indic scripts and in emoji the joiners mean something; there
    they are left alone, and so is a zero-width space beside Markdown emphasis.

    Example: `人民\u200b代表` becomes `人民代表`.
    """

    code = "SPC005"
    name = "invisible-character"
    chinese = Chinese(
        "不可见字符",
        r"""
    不占位置、不显示内容的字符，如零宽空格、软连字符、方向标记。

    PDF 文本层和网页常带有这些字符。一律删去；行分隔符和段分隔符（U+2028、U+2029）改为换行。

    为什么重要：两个词看上去相同，其实不同；中间夹着这种字符的，怎么查也查不到。

    何时不可信：在阿拉伯文、希伯来文、印度系文字和表情符号里，连接符有意义，不报；Markdown 强调标记旁的
    零宽空格也不报。

    例：`人民\u200b代表`改为`人民代表`。
    """,
    )
    message = Text("invisible {found}", "不可见字符 {found}")
    severity = Severity.WARNING
    confidence = 0.999
    reads_code = True

    def check(self, doc: Document) -> Iterator[Finding]:
        """The invisible characters of `doc` among plain text."""
        text = doc.text
        for match in matches(doc, _RUN, INVISIBLE):
            start, end = match.span()
            if not all(
                side == "" or _PLAIN.match(side) for side in (text[start - 1 : start], text[end : end + 1])
            ):
                continue
            breaks = _BREAK.search(match[0])
            fix = replace(start, end, "\n" if breaks else "", Safety.SUGGESTED if breaks else Safety.SAFE)
            found = f"U+{ord(match[0][0]):04X} {unicodedata.name(match[0][0], '')}"
            yield self.finding(start, end, fix, found=found.strip())
