"""REP004 repeated-item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.running_text import is_prose
from lint.analysis.characters.script_tables import fold
from lint.analysis.repetition.reduplication import is_emphatic, lists
from lint.core.character_classes import HAN
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_LONGEST = 12
"""Characters of the longest item."""

_REACH = 20
"""Characters behind the pair in which a third one shows that it is said for effect."""

_HAN = re.compile(f"[{HAN}]")
_TWICE = re.compile(rf"([{HAN}]{{2,{_LONGEST}}})、\1(?P<more>[{HAN}])?")
# The mark between comes first, which `re` finds soon: the two characters before it must come again behind it.
_SEAM = re.compile(rf"、(?<=([{HAN}]{{2}}).)(?=[{HAN}]{{0,{_LONGEST - 2}}}?\1)")


class RepeatedItem(Rule):
    """The same item twice in a row in an enumeration, with 、 between.

    Why it matters: the second item replaced another one; what it was is known only from the page.

    When not to trust it: poets and speakers say a thing twice with 、 between. A third one behind the two
    (进攻、进攻、再进攻) is taken for that, and so is the end of a longer item (副教授、教授).

    Example: `工资福利准确、准确发放到位`: 及时、准确 was meant.
    """

    code = "REP004"
    name = "repeated-item"
    chinese = Chinese(
        "并列项重复",
        """
    并列的各项中，同一项接连出现两次，中间用「、」隔开。

    为什么重要：后一项顶替了另一项；原来是什么，只有看原书页才知道。

    何时不可信：诗歌和讲话会用「、」把一个词说两遍。两项之后还有第三次（进攻、进攻、再进攻）的，视为有意
    重复；重复处只是较长一项的末尾（副教授、教授）的，也不报。

    例：`工资福利准确、准确发放到位`，本应是“及时、准确”。
    """,
    )
    message = Text("“{item}” twice in one enumeration", "并列项“{item}”重复")
    severity = Severity.WARNING
    confidence = 0.85
    triggers = "、"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Items equal to their neighbour."""
        for match in _twice(doc.text):
            # 立法、立法机构: the second copy is the beginning of another item.
            if match["more"] and fold(match[1]) not in lists().manner:
                continue
            # 副教授、教授: only a whole item can be one twice.
            if fold(match[1]) not in lists().manner and _HAN.match(
                doc.text[max(0, match.start() - 1) : match.start()]
            ):
                continue
            spoken = match[1].endswith(("着", "著", "了")) or is_emphatic(match[1])  # 看着、看着
            spoken = spoken or match[1][0] in "你我他她您"  # 你看、你看，又来了
            spoken = spoken or match[1] in doc.text[match.end() : match.end() + _REACH]  # 进攻、进攻、再进攻
            if not spoken and is_prose(doc, match.start()):
                yield self.finding(match.start(), match.end() - len(match["more"] or ""), item=match[1])


def _twice(text: str) -> Iterator[re.Match[str]]:
    """What stands on both sides of a 、, as much of it as there is."""
    end = 0
    for seam in _SEAM.finditer(text):
        at = seam.start()
        head = text[at + 1 : at + 3]
        start = text.find(head, max(end, at - _LONGEST), at)
        while start >= 0:
            if match := _TWICE.match(text, start):
                yield match
                end = match.end()
                break
            start = text.find(head, start + 1, at)
