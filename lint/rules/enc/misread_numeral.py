"""ENC009 misread-numeral."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.digit_lookalikes import DASHES, UNITS, ZEROS, doubles
from lint.core.character_classes import HAN
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_ZEROS = re.compile(rf"[{ZEROS}]+(?=[{UNITS}年])")
_ONE = re.compile(
    rf"[{DASHES}](?<![{DASHES}].)(?![{DASHES}])(?:"
    "(?<=第.)(?=[章节節条條款期次届屆卷回编編页頁名])"
    "|(?<=[二三四五六七八九][十百].)(?=[月日章节節条條年])"
    "|(?<=[年，。]十.)(?=月)"
    rf"|(?:(?<=[\n。；：].)|(?<=\A.))(?=[、是][{HAN}]))"
)
_DASH = re.compile(r"一(?:(?<=\d.)(?=\d)|(?<=\d年.)(?=\d{4}年))")
_CIRCLES = frozenset("○◯")


class MisreadNumeral(Rule):
    """〇, 一 and dashes taken for each other or for O and 0: 二O二一年, 第—章, 1978一1992.

    Why it matters: the date or number is wrong in a way that the eye passes over.

    When not to trust it: ○ is what many keyboards gave for 〇; it is flagged only where the text has 〇 too.

    Example: `二O二一年` becomes `二〇二一年`, `第—章` becomes `第一章`.
    """

    code = "ENC009"
    name = "misread-numeral"
    chinese = Chinese(
        "中文数字误识",
        """
    〇、一与各种横线互相误认，或与 O、0 误认，如 二O二一年、第—章、1978一1992。

    为什么重要：日期或数目错了，眼睛却容易放过。

    何时不可信：许多键盘打不出“〇”，只能用“○”代替；文中另有“〇”时才报“○”。

    例：`二O二一年`改为`二〇二一年`，`第—章`改为`第一章`。
    """,
    )
    message = Text("{found} for {put}", "“{put}”误作“{found}”")
    severity = Severity.WARNING
    confidence = 0.96

    def check(self, doc: Document) -> Iterator[Finding]:
        """The misread numerals and dashes of `doc`."""
        text = doc.text
        for start in doubles(doc):
            if (zeros := _ZEROS.match(text, start)) and text[start - 1] in UNITS:
                if not _CIRCLES.issuperset(zeros[0]) or "〇" in text:
                    yield self._finding(zeros, "〇" * len(zeros[0]))
            elif match := _ONE.match(text, start):
                yield self._finding(match, "一")
            elif match := _DASH.match(text, start):
                yield self._finding(match, "—", "-", "～")

    def _finding(self, match: re.Match[str], put: str, *choices: str) -> Finding:
        fix = replace(match.start(), match.end(), put, Safety.SUGGESTED, choices)
        return self.finding(match.start(), match.end(), fix, found=match[0], put=put)
