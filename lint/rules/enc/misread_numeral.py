"""ENC009 misread-numeral."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.findings import Safety, Severity, Text
from lint.rules.base import Rule, replace
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding

_ONE_DASH = r"(?<![—–\-－])[—–\-－](?![—–\-－])"
# The group `at` is what was misread.
_ZERO = re.compile("(?<=[一二三四五六七八九〇])(?P<at>[OoＯ0０○◯]+)(?=[一二三四五六七八九〇年])")
_ONE = re.compile(
    rf"第(?P<at>{_ONE_DASH})"
    "(?=[章节節条條款期次届屆卷回编編页頁名])"
    rf"|(?<=[二三四五六七八九][十百])(?P<b>{_ONE_DASH})(?=[月日章节節条條年])"
    rf"|(?<=[年，。])十(?P<c>{_ONE_DASH})(?=月)"
    rf"|(?:(?<=[\n。；：])|\A)(?P<d>{_ONE_DASH})(?=[、是][{HAN}])"
)
_DASH = re.compile(r"(?<=\d)(?P<at>一)(?=\d)|(?<=\d年)(?P<b>一)(?=\d{4}年)")
_CIRCLES = frozenset("○◯")


class MisreadNumeral(Rule):
    """〇, 一 and dashes taken for each other or for O and 0: 二O二一年, 第—章, 1978一1992.

    Why it matters: the date or number is wrong in a way that the eye passes over.

    When not to trust it: ○ is what many keyboards gave for 〇; it is flagged only where the text has 〇 too.

    Example: `二O二一年` becomes `二〇二一年`, `第—章` becomes `第一章`.
    """

    code = "ENC009"
    name = "misread-numeral"
    message = Text("{found} for {put}", "“{put}”误作“{found}”")
    severity = Severity.WARNING
    confidence = 0.96

    def check(self, doc: Document) -> Iterator[Finding]:
        """The misread numerals and dashes of `doc`."""
        text = doc.text
        for match in _ZERO.finditer(text):
            if not _CIRCLES.issuperset(match["at"]) or "〇" in text:
                yield self._finding(match, "〇" * len(match["at"]))
        for match in _ONE.finditer(text):
            yield self._finding(match, "一")
        for match in _DASH.finditer(text):
            yield self._finding(match, "—", "-", "～")

    def _finding(self, match: re.Match[str], put: str, *choices: str) -> Finding:
        start, end = match.span(match.lastgroup or 0)
        fix = replace(start, end, put, Safety.SUGGESTED, choices)
        return self.finding(start, end, fix, found=match.string[start:end], put=put)
