"""STR012 missing-number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.running_text import is_prose
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_HAN = "一二三四五六七八九十"
# One empty group a style. The numeral comes first, since `re` skips along to a class; what stands before it
# is looked at only there.
_INSIDE = re.compile(
    rf"[{_HAN}](?:(?:(?<=[。；：，、！？”）\n ].)|(?<=\A.))[{_HAN}]{{0,2}}(?P<is>)是(?!否|非)"
    rf"|(?:(?<=[。；：，、！？”）\n ]第.)|(?<=\A第.))[{_HAN}]{{0,2}}"
    rf"(?P<ordinal>)(?:，(?!第)|、(?![第{_HAN}]))"
    r"|(?:(?<=[。；：，、！？”）\n ]其.)|(?<=\A其.))(?P<among>)[，、：])"
)
# Styles at the head of a line, behind Markdown's marks.
_AT_HEAD = re.compile(
    rf"\n[#*> \t　]*+(?:(?P<han>)[{_HAN}]{{1,3}}、|[（(](?P<enclosed>)[{_HAN}]{{1,3}}[)）])"
)
_BEHIND = "是，、：）)"
"""Marks behind a numeral."""
_LED = frozenset({"enclosed", "ordinal", "among"})
"""Styles with one character before the numeral."""

REACH = 6_000
"""Characters between two members of one sequence, at most: four pages."""


class MissingNumber(Rule):
    """A sequence that leaves a number out, or has one twice: 一是, 二是, 四是.

    Why it matters: a point of the text was lost, or its number was misread.

    When not to trust it: authors miscount too. Only gaps of one or two numbers are reported: more is a
    new sequence.

    Example: `一是加强学习。二是改进作风。四是抓好落实。`
    """

    code = "STR012"
    name = "missing-number"
    chinese = Chinese(
        "序号不连续",
        """
    一组序号缺了一个，或者有一个出现两次：“一是”“二是”“四是”。

    为什么重要：文中丢了一条，或者序号读错了。

    何时不可信：作者也会数错。只报缺一两个的；缺得更多的，视为新的一组。

    例：`一是加强学习。二是改进作风。四是抓好落实。`
    """,
    )
    message = Text("{found} comes after {before}", "“{before}”之后是“{found}”")
    severity = Severity.WARNING
    confidence = 0.85
    triggers = _HAN

    def check(self, doc: Document) -> Iterator[Finding]:
        """Members of a sequence that do not come one after the other."""
        last: dict[str, tuple[int, int, str]] = {}  # only of sequences that began with 一
        for start, end, style in _members(doc.text):
            number = value(doc.text[start:end].rstrip(_BEHIND))
            known = number == 1 or style in last or style == "han"
            if number is None or not known or not is_prose(doc, start):
                continue
            if style == "han":
                last.pop("enclosed", None)
            before, at, label = last.pop(style, (0, start, ""))
            follows = before > 0 and start - at <= REACH and 0 <= number - before <= 3
            shown = doc.text[start - (style in _LED) : end]
            if number == 1 or follows:
                last[style] = number, start, shown
            if follows and number not in {1, before + 1}:
                yield self.finding(start, end, found=shown, before=label)


def _members(text: str) -> list[tuple[int, int, str]]:
    """Numerals that may count the members of a sequence, with the mark behind: start, end and style."""
    found = [(*match.span(), match.lastgroup or "") for match in _INSIDE.finditer(text)]
    # A line end is put before the text, for its first line.
    heads = _AT_HEAD.finditer("\n" + text)
    found += ((m.start(m.lastindex or 0) - 1, m.end() - 1, m.lastgroup or "") for m in heads)
    return sorted(found)


def value(numeral: str) -> int | None:
    """The value of a Han numeral from 一 to 九十九, None when it is none: 一二 counts, it is no numeral."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _HAN.index(numeral) + 1 if len(numeral) == 1 else None
    if len(tens) > 1 or len(ones) > 1 or tens == "十":
        return None
    return (_HAN.index(tens) + 1 if tens else 1) * 10 + (_HAN.index(ones) + 1 if ones else 0)
