"""WRD004 dropped-character."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lint.analysis.blocks.running_text import is_prose
from lint.analysis.characters.text_search import offsets
from lint.analysis.language.bigram_model import alone, logp, successors
from lint.analysis.language.segmentation import boundness, cost, is_word, segment
from lint.analysis.language.surnames import SOUNDS, SURNAMES
from lint.analysis.language.unfamiliar_bigrams import Usage, is_modern
from lint.core.findings import Severity, Text
from lint.rules.base import Chinese, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document
    from lint.core.findings import Finding

LEAST_BOUND = {"tolerant": 3.0, "normal": 2.4, "paranoid": 1.5}
"""By strictness: the `boundness` of half a word, in nats."""

STRANGE = -2.0
"""Nats by which the half makes its successor likelier, at most: 消|稳定 has −4.4, 维|人大 −2.8; 村|集体,
where nothing is lost, −1.3, 民|共享 +4.7."""

COMMON = 10.0
"""Cost in nats, at most, of the commonest word that the half begins: 维护 has 9.3, 消息 8.7; 凯旋, 靖康 and
乌云, whose first characters are names, 11 and more."""

_HAN_BEFORE = re.compile("[\u4e00-\u9fff]{2,6}\\Z")
_HAN_AFTER = re.compile("[\u4e00-\u9fff]{2,6}")


class DroppedCharacter(Rule):
    """Half a word behind 和 or 与: a character that hardly ever is a word, before a whole one.

    What is joined should be alike: two characters before 和, and behind it one that cannot stand alone,
    followed by a word of its own that hardly ever follows it. There a character is lost or wrong.

    Why it matters: the sentence lacks its verb or its noun, and a search for either fails.

    When not to trust it: short names (泰诺) and terms younger than the dictionary. What the file writes
    again, and surnames, are spared.

    Example: in `尊重和维人大的地位` the 维 is marked: 维护.
    """

    code = "WRD004"
    name = "dropped-character"
    chinese = Chinese(
        "脱字",
        """
    “和”“与”之后只有半个词：几乎从不单独成词的一个字，后面接着一个完整的词。

    并列的成分应当相称。“和”前是两个字，后面却是一个不能独立的字，接着又是一个极少跟在它后面的词，那么
    此处就有脱字或误字。

    为什么重要：句子缺了动词或名词，检索这两者都找不到。

    何时不可信：简短的专名（泰诺）和比词典更新的用语。本文件中再次出现的写法和姓氏不报。

    例：`尊重和维人大的地位`中标出“维”，应是“维护”。
    """,
    )
    message = Text(
        "“{old}” is half a word: one character may be lost beside it, or it is wrong",
        "“{old}”不单独成词：其后疑有脱字，或此字有误",
    )
    severity = Severity.WARNING
    confidence = 0.7

    def check(self, doc: Document) -> Iterator[Finding]:
        """Half words behind a conjunction."""
        if not is_modern(doc):
            return
        text, usage = doc.text, Usage(doc.text)
        least = LEAST_BOUND[self.options.strictness]
        for mark, gram in _joined(text, least):
            for at in (place + 1 for place in offsets(text, mark + gram)):
                if (
                    usage.count(gram[:2], at) == 1
                    and not SOUNDS.issuperset(gram[:2])
                    and _stands_alone(text, at)
                    and is_prose(doc, at)
                ):
                    yield self.finding(at, at + 1, old=gram[0])


def _joined(text: str, least: float) -> Iterator[tuple[str, str]]:
    """Each conjunction with what stands behind it somewhere: half a word, and a whole one."""
    for mark in "和与":
        # Most stand there often: the dictionary is asked once for each.
        for gram in {part[:3] for part in text.split(mark)}:
            if len(gram) < 3 or _bound(gram[0]) < least or not is_word(gram[1:]):
                continue
            if _HAN_AFTER.fullmatch(gram) and logp(gram[0], gram[1]) - alone(gram[1]) <= STRANGE:
                yield mark, gram


@cache
def _bound(char: str) -> float:
    spared = char in SURNAMES or min((cost(char + rest) for rest in successors(char)), default=99) > COMMON
    return float("-inf") if spared else boundness(char)


def _stands_alone(text: str, at: int) -> bool:
    """Whether the division into words leaves ``text[at]`` alone, and its conjunction before it."""
    before, after = _HAN_BEFORE.search(text[max(0, at - 7) : at - 1]), _HAN_AFTER.match(text, at + 1)
    if before is None or after is None:
        return False
    words = segment(before[0] + text[at - 1 : at + 1] + after[0])
    place = 0
    for last, one, other in zip(words, words[1:], words[2:], strict=False):
        place += len(last)
        if place == len(before[0]):
            return len(last) > 1 == len(one) == len(other)  # 山和海 joins what is alike
    return False
