"""WRD007 half-pair."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.running_text import is_prose
from lint.analysis.language.segmentation import segment
from lint.analysis.language.unfamiliar_bigrams import density
from lint.core.character_classes import HAN
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

_SENTENCE = re.compile("[。！？\n]")
_CLAUSE = re.compile("[，；：、]")
ORDINARY = 0.19
"""Density of surprises above which 越 may be a verb of older prose: periodicals have up to .14, tales .2."""

_VERBAL = re.compile("[过众野狱权级位冬南剧王国军货境界洋密香墙]")
"""What follows 越 where it is a verb (越众而出) or part of a name (越香春)."""

_NAMED = frozenset("难捷三吴百闽僭")
"""What stands before it there: 难越, 三越公司."""

NEARBY = 300
"""Characters on each side in which the pair must stand in full."""

REACH = 100
"""Characters on each side in which the sentence is looked at."""


class HalfPair(Rule):
    """One half of 越…越…: the more, without the more.

    Only what the text writes in full nearby is missed: 越读越感到 before 越读感到. A single 越 is far more
    often the land of Yue, a verb, or half of a pair whose other half is said otherwise.

    Why it matters: a character is lost, and with it the sense of the sentence.

    When not to trust it: 越 in the name of a dynasty, a region or a river, and as a verb in older prose.

    Example: in `越读越感到高兴，越读感到惭愧` the second 越读 lacks its 越.
    """

    code = "WRD007"
    name = "half-pair"
    chinese = Chinese(
        "关联词不成对",
        """
    “越……越……”只剩一半：有前一个“越”，没有后一个。

    只有附近写全了的才报：前面有“越读越感到”，后面却是“越读感到”。单独的“越”，多半是越地、动词，或
    者另一半换了说法。

    为什么重要：丢了一个字，句子的意思也跟着丢了。

    何时不可信：“越”用于朝代、地区或河流的名称，以及旧时文章中用作动词。

    例：`越读越感到高兴，越读感到惭愧`，后一个“越读”之后少了“越”。
    """,
    )
    message = Text("“越” stands alone: a second one may be lost", "“越”单用，疑脱另一个“越”")
    severity = Severity.WARNING
    confidence = 0.7
    triggers = "越"

    def check(self, doc: Document) -> Iterator[Finding]:
        """Each 越 that is a word of its own and has no other one near."""
        text = doc.text
        at = text.find("越")
        while at >= 0:
            if self._is_alone(text, at) and is_prose(doc, at) and density(doc) < ORDINARY:
                yield self.finding(at, at + 1)
            at = text.find("越", at + 1)

    def _is_alone(self, text: str, at: int) -> bool:
        before = _SENTENCE.split(text[max(0, at - REACH) : at])[-1]
        after = _SENTENCE.split(text[at + 1 : at + REACH])[0]
        *earlier, left = _CLAUSE.split(before)
        right, *later = _CLAUSE.split(after)
        # 越少就越快; and 越来越多，就越好: the other half is in the same clause, or alone in another one.
        if "越" in left + right or any(_halves(clause) % 2 for clause in earlier + later):
            return False
        if _VERBAL.match(right) or left[-1:] in _NAMED or not right:
            return False
        if f"越{right[0]}越" not in text[max(0, at - NEARBY) : at + NEARBY]:
            return False
        return re.match(f"[{HAN}]{{2}}", right) is not None and _stands_free(left[-6:], right[:6])


def _halves(clause: str) -> int:
    return clause.replace("越来越", "越").count("越")


def _stands_free(left: str, right: str) -> bool:
    """Whether 越 between `left` and `right` is a word of its own, an adverb and no verb."""
    start = 0
    for word in segment(left + "越" + right):
        if start == len(left):
            return word == "越"
        start += len(word)
    return False
