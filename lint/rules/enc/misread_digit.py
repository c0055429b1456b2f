"""ENC008 misread-digit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.digit_lookalikes import LETTERS, doubles
from lint.analysis.regions.protected_spans import shield
from lint.core.findings import Safety, Severity, Text
from lint.rules.base import Chinese, Rule, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_DIGITS = str.maketrans(LETTERS, "1100")
_UNIT = "年月日号號时時点點分秒元％%名万萬亿億余餘岁歲人个個件项項次条條"
_FREE = r"(?<![A-Za-z0-9_./:=#-])"
_END = r"(?![A-Za-z0-9_/=#-])"
_PATTERNS = (
    # 3l日, l0月, 1O0元: figures and letters like them before a unit; with a figure among them.
    re.compile(rf"{_FREE}(?=[lIOo]{{0,9}}\d)(?=\d{{0,9}}[lIOo])[\dlIOo]{{2,9}}(?=[ ]?[{_UNIT}])"),
    # 2O21, 1l5: a figure on both sides.
    re.compile(rf"{_FREE}(?=[\d,.]{{1,9}}[lIO])\d[\dlIO]{{1,7}}\d{_END}"),
    # 第l章, 年l月, 月O日: no figure at all, but an ordinal or a date.
    re.compile(r"(?<=第)l(?=[章节節条條款项項页頁期次])|(?:(?<=\n)|\A)l(?=[、．])"),
    re.compile(r"(?<=[年月])[ ]?[lIO][ ]?(?=[月日号號])"),
)
_LONGEST = 9
"""Characters in the longest number that a pattern takes."""


class MisreadDigit(Rule):
    """A letter where a figure belongs: l0月, 1O日, 2O21年.

    A word of figures and the letters l, I, O counts when a unit follows it or figures stand on both sides.

    Why it matters: the number can't be found or computed with, and nobody notices it by eye.

    When not to trust it: codes and part numbers. What has other letters, a hyphen or a slash beside it is
    left alone.

    Example: `2O21年l0月1日` becomes `2021年10月1日`.
    """

    code = "ENC008"
    name = "misread-digit"
    chinese = Chinese(
        "字母误作数字",
        """
    该是数字的地方成了字母，如 l0月、1O日、2O21年。

    由数字和字母 l、I、O 组成的一串，后面有单位，或两边都有数字，才算。

    为什么重要：这个数查不到，也不能计算，而且肉眼看不出来。

    何时不可信：代号和零件号。旁边有其他字母、连字符或斜线的不报。

    例：`2O21年l0月1日`改为`2021年10月1日`。
    """,
    )
    message = Text("letter for a figure: {found}, should be {put}", "字母误作数字：{found}，应为 {put}")
    severity = Severity.ERROR
    confidence = 0.95

    def check(self, doc: Document) -> Iterator[Finding]:
        """The figures of `doc` that hold letters."""
        text = doc.text
        end = 0
        for offset in doubles(doc):
            if offset < end or text[offset] not in LETTERS:
                continue
            match = _match(text, offset)
            if match is None or match.start() < end or match.start() in shield(doc):
                continue
            start, end = match.span()
            put = match[0].translate(_DIGITS)
            fix = replace(start, end, put, Safety.SUGGESTED)
            yield self.finding(start, end, fix, found=match[0], put=put)


def _match(text: str, offset: int) -> re.Match[str] | None:
    """What a pattern takes of the word of figures and letters that holds `offset`, or of the blank before."""
    start = offset
    while start > max(0, offset - _LONGEST) and (text[start - 1].isdecimal() or text[start - 1] in LETTERS):
        start -= 1
    starts = (start - 1, start) if text[start - 1 : start] == " " else (start,)
    return next((match for at in starts for pattern in _PATTERNS if (match := pattern.match(text, at))), None)
