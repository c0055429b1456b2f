"""ENC002 replacement-character."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.rare_characters import holds
from lint.core.character_classes import CLOSERS, OPENERS
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_LOST = re.compile("\ufffd+|(?:锟斤拷)+|烫{3,}|屯{4,}")
# “\ufffd” where the character itself is the subject.
_NAMED = re.compile(f"[{re.escape(OPENERS)}\"'`(].{{1,9}}[{re.escape(CLOSERS)}\"'`)]")
_SIGNS = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯屯")


class ReplacementCharacter(Rule):
    r"""U+FFFD, or what it became when it was stored once more (锟斤拷, 烫烫烫).

    A decoder put it where it could not read the bytes. What stood there is lost and must be looked up on
    the page, so there is no fix.

    Why it matters: text is missing, and the sentence can't be checked without the page.

    When not to trust it: text about encodings that shows the character on purpose. By itself in quotation
    marks or brackets it is left alone.

    Example: `人民代\ufffd大会`.
    """

    code = "ENC002"
    name = "replacement-character"
    chinese = Chinese(
        "替换字符",
        r"""
    U+FFFD，或它再存一次之后变成的文字（锟斤拷、烫烫烫）。

    解码器读不出某些字节，就放上这个字符。原来的文字已经丢失，须查对原页，因此没有修改。

    为什么重要：文字有缺，不看原页就无法校对这个句子。

    何时不可信：讲编码的文章会有意写出这个字符。引号或括号里单独出现的不报。

    例：`人民代\ufffd大会`。
    """,
    )
    message = Text("unreadable bytes: {found}", "无法解码而丢失的文字：{found}")
    severity = Severity.ERROR
    confidence = 0.99
    any_language = True

    def check(self, doc: Document) -> Iterator[Finding]:
        """The lost places of `doc`."""
        text = doc.text
        if not any(holds(text, sign) for sign in _SIGNS):
            return
        for match in _LOST.finditer(text):
            if not _NAMED.fullmatch(text, max(0, match.start() - 1), match.end() + 1):
                yield self.finding(match.start(), match.end(), found=match[0][:9])
