"""STR012 missing-number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.evidence.prose import is_prose
from lint.findings import Severity, Text
from lint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.document import Document
    from lint.findings import Finding

_HAN = "一二三四五六七八九十"
# Where a member may begin: a rare character, and only then what stands before it.
_BEGINNINGS = re.compile(rf"[{_HAN}第其（(](?<![^。；：，、！？”）\n \t　#*>].)")
# One group a style.
_STYLES = re.compile(
    rf"(?P<is>[{_HAN}]{{1,3}})是(?!否|非)"
    rf"|第(?P<ordinal>[{_HAN}]{{1,3}})[，、](?!第)"
    rf"|其(?P<among>[{_HAN}])[，、：]"
    rf"|[（(](?P<enclosed>[{_HAN}]{{1,3}})[)）]"
    rf"|(?P<han>[{_HAN}]{{1,3}})、"
)
_HEADING = frozenset({"enclosed", "han"})
"""Styles that stand at the head of a line, behind Markdown's marks; the others begin any clause."""

_MARKUP = "#*> \t　"
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
    message = Text("{found} comes after {before}", "“{before}”之后是“{found}”")
    severity = Severity.WARNING
    confidence = 0.85
    triggers = _HAN

    def check(self, doc: Document) -> Iterator[Finding]:
        """Members of a sequence that do not come one after the other."""
        last: dict[str, tuple[int, int, str]] = {}  # only of sequences that began with 一
        text = doc.text
        for beginning in _BEGINNINGS.finditer(text):
            match = _STYLES.match(text, beginning.start())
            if match is None or not _is_placed(text, match):
                continue
            style = match.lastgroup or ""
            start = match.start(style)
            number = value(match[style])
            if number is None or not is_prose(doc, start):
                continue
            if style == "han":
                last.pop("enclosed", None)
            before, at, label = last.pop(style, (0, start, ""))
            follows = before > 0 and start - at <= REACH and 0 <= number - before <= 3
            shown = text[start - (style in _LED) : match.end()]
            if number == 1 or follows:
                last[style] = number, start, shown
            if follows and number not in {1, before + 1}:
                yield self.finding(start, match.end(), found=shown, before=label)


def _is_placed(text: str, match: re.Match[str]) -> bool:
    """Whether a member of that style may stand there."""
    at = match.start()
    if match.lastgroup in _HEADING:
        return not text[text.rfind("\n", 0, at) + 1 : at].strip(_MARKUP)
    return at == 0 or text[at - 1] == " " or text[at - 1] not in _MARKUP


def value(numeral: str) -> int | None:
    """The value of a Han numeral from 一 to 九十九, None when it is none: 一二 counts, it is no numeral."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _HAN.index(numeral) + 1 if len(numeral) == 1 else None
    if len(tens) > 1 or len(ones) > 1 or tens == "十":
        return None
    return (_HAN.index(tens) + 1 if tens else 1) * 10 + (_HAN.index(ones) + 1 if ones else 0)
