"""ENC016 compatibility-character."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lint.analysis.characters.rare_characters import look_alikes, matches
from lint.analysis.characters.script_tables import compatibility
from lint.core.character_classes import HAN, PAIRS
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_HAN = re.compile(f"[{HAN}]")
# Where a radical is spoken of: ⺮字头, ⻌部, “⺮”.
_RADICAL_TALK = re.compile("[部旁首字头頭底边邊]")
_OPENERS = frozenset(PAIRS)
_CODE_POINT = re.compile(r"[ ]?[（(]?U\+")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"[{look_alikes()}]+")


class CompatibilityCharacter(Rule):
    """A compatibility ideograph or a radical that looks like a common character and is another: ⼈ for 人.

    PDF text layers are full of them, since fonts share one shape among several code points.

    Why it matters: 人民 is not found where ⼈民 stands, and dictionaries do not know the word.

    When not to trust it: text about radicals. A radical in quotation marks, beside no other Han character, or
    before 部, 旁, 字头 is left alone.

    Example: `⼈⺠代表⼤会` becomes `人民代表大会`.
    """

    code = "ENC016"
    name = "compatibility-character"
    chinese = Chinese(
        "兼容字符",
        """
    兼容汉字或部首字符，看上去是常用字，其实是另一个字符，如“⼈”与“人”。

    PDF 文本层里很多，因为字体让几个码点共用一个字形。

    为什么重要：写成“⼈民”，查“人民”就查不到，词典里也没有这个词。

    何时不可信：讲部首的文章。部首在引号里、旁边没有别的汉字，或在“部”“旁”“字头”之前的，不报。

    例：`⼈⺠代表⼤会`改为`人民代表大会`。
    """,
    )
    message = Text("{found}, a look-alike of {put}", "“{found}”是“{put}”的兼容字符或部首")
    severity = Severity.WARNING
    confidence = 0.99
    reads_code = True

    def check(self, doc: Document) -> Iterator[Finding]:
        """The look-alikes of `doc`, one finding a run."""
        text = doc.text
        table = compatibility()
        for match in matches(doc, _pattern(), look_alikes()):
            start, end = match.span()
            if end - start == 1 and match[0] < "\u3000" and _is_meant(text, start):
                continue
            put = "".join(table[char] for char in match[0])
            fix = replace(start, end, put, Safety.SUGGESTED)
            yield self.finding(start, end, fix, found=match[0], put=put)


def _is_meant(text: str, offset: int) -> bool:
    """Whether the radical at `offset` is itself the subject."""
    before, after = text[max(0, offset - 1) : offset], text[offset + 1 : offset + 2]
    if before in _OPENERS or _RADICAL_TALK.match(after) or _CODE_POINT.match(text, offset + 1):
        return True
    return not _HAN.match(before) and not _HAN.match(after)
