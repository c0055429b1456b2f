"""Words that Chinese doubles on purpose, and the lists that tell them (``rulesets/data/repetition.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from lint.analysis.characters.script_tables import fold
from lint.analysis.language.colloquialness import is_spoken
from lint.analysis.language.segmentation import is_word, segment
from lint.core.character_classes import HAN
from lint.core.data_files import ruleset_path
from lint.core.document import Document, fact

if TYPE_CHECKING:
    from lint.analysis.repetition.repeated_passages import Doubled

REACH = 50_000
"""Characters, at least, on each side in which a file is asked for its own usage: about thirty pages."""

_BEFORE = re.compile(rf"[{HAN}]*$")
_ASKING = re.compile("什么|谁|哪|怎|多少")
_LEADING = frozenset("的之而和与或及不也是就归你我他她它")
"""First characters of what is joined on, or said of itself: 你不知道|你不知道."""

_NUMBER = re.compile(r"[ #\t]*[\d.]*\d[.、 ]?|[ #\t]*[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_NUMBER_LONGEST = 12
_TERM = 2
"""Characters of a word that may end one term and begin another; longer ones hardly ever do both."""

TERMS = 2
"""Other places where a word must meet each of its neighbours for both to be its own."""

_AFTER = re.compile(f"[{HAN}]*")


class Lists(NamedTuple):
    """The word lists, each a set of words or of characters; see the comments in their file."""

    tried: frozenset[str]
    said: frozenset[str]
    manner: frozenset[str]
    classes: frozenset[str]
    sounds: frozenset[str]
    free: frozenset[str]
    verbs: frozenset[str]
    governing: frozenset[str]
    particles: frozenset[str]
    function: frozenset[str]
    naming: frozenset[str]
    heightening: frozenset[str]
    heads: frozenset[str]


@cache
def lists() -> Lists:
    """The lists, read when first asked for."""
    text = ruleset_path("data", "repetition.toml").read_text("utf-8")
    tables = msgspec.convert(tomllib.loads(text), dict[str, str])
    words = {"tried", "said", "manner", "classes"}
    return Lists(
        **{
            name: frozenset(text.split() if name in words else "".join(text.split()))
            for name, text in tables.items()
        }
    )


class Usage(NamedTuple):
    """How a file writes things near one place."""

    text: str
    start: int
    end: int
    counts: dict[tuple[int, str], int]

    @classmethod
    def near(cls, doc: Document, offset: int) -> Usage:
        """The usage round `offset`: the page it is on, as long as `REACH`, and one such page on each side."""
        page = offset // REACH * REACH
        return cls(doc.text, max(0, page - REACH), page + 2 * REACH, _counts(doc))

    @property
    def size(self) -> int:
        """Characters of the stretch."""
        return min(self.end, len(self.text)) - self.start

    def count(self, sought: str) -> int:
        """Occurrences of `sought`."""
        place = self.start, sought
        if place not in self.counts:
            self.counts[place] = self.text.count(sought, self.start, self.end)
        return self.counts[place]


@fact
def _counts(_: Document) -> dict[tuple[int, str], int]:
    """What was counted already, by the beginning of the stretch and what was sought."""
    return {}


def han_around(text: str, start: int, end: int, most: int) -> tuple[str, str]:
    """The Han characters that touch ``text[start:end]``, at most `most` on each side."""
    before, after = _BEFORE.search(text, max(0, start - most), start), _AFTER.match(text, end, end + most)
    return before[0] if before else "", after[0] if after else ""


def is_emphatic(word: str) -> bool:
    """Whether `word` counts or heightens (一步, 很久), or is a cry: such words are said twice."""
    known, word = lists(), fold(word)
    return word[:1] in known.heightening or word in known.said or known.sounds.issuperset(word)


def is_lawful(doc: Document, doubled: Doubled) -> bool:
    """Whether the doubling may be meant, or be no doubling at all but words that meet."""
    text, word = doc.text, fold(doubled.word)
    if _is_said_twice(text[doubled.start - 1 : doubled.start], word):
        return True
    left, right = han_around(text, doubled.start, doubled.end, 6)
    if right.startswith(("长", "長")):
        return True  # 机关|机关长
    if len(word) <= 4 and not (left or right):
        return True  # a cry: 失敬失敬！
    usage = Usage.near(doc, doubled.start)
    usual = _stands_once(usage, left[-2:], doubled.word, right[:2])
    if is_spoken(doc) and len(word) == 2 and not usual:
        return True  # any verb may be doubled there (表彰表彰她), any sound (咯支咯支)
    # 开发区|东区|东鹏: words must begin where the first copy begins and where the copies meet. Where the
    # first copy only ends a word (国有资产|资产|管理), the file must have the words without it.
    seams = {0, *accumulate(map(len, segment(fold(left + doubled.word * 2 + right))))}
    if len(left) + len(word) not in seams or not (usual or len(left) in seams):
        return True
    # 认识对|认识对象: the second copy is no copy where its end belongs to the next word.
    return len(left) + 2 * len(word) not in seams or _meets(usage, left, doubled.word, right)


def _is_said_twice(before: str, word: str) -> bool:
    """Whether `word`, behind the character `before`, is no word, or one that people say twice or join on."""
    if before in lists().heightening or is_emphatic(word) or word in lists().tried or len(set(word)) == 1:
        return True
    # 学生|的学生|的学生, 或者我们|或者我们的家人, 干什么干什么; 敬不敬|不在 has no word twice.
    return word[0] in _LEADING or bool(_ASKING.search(word)) or (len(word) == 2 and not is_word(word))


def _meets(usage: Usage, left: str, word: str, right: str) -> bool:
    """Whether the file has `word` behind the one neighbour and before the other: 出口限制|限制了竞争."""
    if len(word) > 2 or not (left and right):
        return False
    behind, before = left[-2:] + word, word + right[:1]
    met = usage.count(behind) - usage.count(behind + word), usage.count(before) - usage.count(word + before)
    return min(met) >= TERMS


def is_clear(doc: Document, doubled: Doubled) -> bool:
    """Whether the second copy can only be a copy.

    After the number of a heading the first copy may be the heading, and the second begin its text. Where
    content words touch a word of two characters on both sides, the first copy may end a term and the second
    begin another (电子签章|签章产制装置): then the text must have the words elsewhere without the copy.
    """
    before = doc.text[max(0, doubled.start - _NUMBER_LONGEST) : doubled.start].rpartition("\n")[2]
    if _NUMBER.fullmatch(before):
        return False
    left, right = han_around(doc.text, doubled.start, doubled.end, 2)
    known = lists()
    loose = known.function | known.particles
    if len(doubled.word) > _TERM or fold(doubled.word) in known.manner or not (left and right):
        return True
    if fold(left[-1]) in loose or fold(right[0]) in loose:
        return True
    return Usage.near(doc, doubled.start).count(left + doubled.word + right) > 0


def _stands_once(usage: Usage, left: str, word: str, right: str) -> bool:
    """Whether the file has `word` between the same neighbours without a second copy."""
    once = left + word + right
    doubles = (usage.count(word + once) if not left else 0) + (usage.count(once + word) if not right else 0)
    return usage.count(once) > doubles
