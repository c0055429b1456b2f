"""Words that Chinese doubles on purpose, and the lists that tell them (``rulesets/data/repetition.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from lint.data import ruleset_path
from lint.evidence.scripts import fold
from lint.evidence.words import segment
from lint.text import HAN

if TYPE_CHECKING:
    from lint.evidence.repeats import Doubled

REACH = 100_000
"""Characters on each side in which a file is asked for its own usage: about sixty pages."""

_BEFORE = re.compile(rf"[{HAN}]*$")
_AFTER = re.compile(rf"[{HAN}]{{0,6}}")


class Lists(NamedTuple):
    """The word lists, each a set of words or of characters; see the comments in their file."""

    tried: frozenset[str]
    said: frozenset[str]
    manner: frozenset[str]
    classes: frozenset[str]
    sounds: frozenset[str]
    free: frozenset[str]
    function: frozenset[str]
    heightening: frozenset[str]


@cache
def lists() -> Lists:
    """The lists, read when first asked for."""
    text = ruleset_path("data", "repetition.toml").read_text("utf-8")
    tables = msgspec.convert(tomllib.loads(text), dict[str, str])
    words, characters = ("tried", "said", "manner", "classes"), ("sounds", "free", "function", "heightening")
    return Lists(
        *(frozenset(tables[name].split()) for name in words),
        *(frozenset("".join(tables[name].split())) for name in characters),
    )


class Usage(NamedTuple):
    """How a file writes things near one place."""

    text: str
    start: int
    end: int

    @classmethod
    def near(cls, text: str, offset: int) -> Usage:
        """The usage round `offset`."""
        return cls(text, max(0, offset - REACH), offset + REACH)

    def count(self, sought: str) -> int:
        """Occurrences of `sought`."""
        return self.text.count(sought, self.start, self.end)


def han_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The Han characters that touch ``text[start:end]``, at most six on each side."""
    before, after = _BEFORE.search(text, max(0, start - 6), start), _AFTER.match(text, end)
    return before[0] if before else "", after[0] if after else ""


def is_emphatic(word: str) -> bool:
    """Whether `word` counts or heightens (一步, 很久), or is a cry: such words are said twice."""
    known, word = lists(), fold(word)
    return word[:1] in known.heightening or word in known.said or known.sounds.issuperset(word)


def is_lawful(text: str, doubled: Doubled) -> bool:
    """Whether the doubling in `text` may be meant, or be no doubling at all but words that meet."""
    word = fold(doubled.word)
    counted = text[doubled.start - 1 : doubled.start] in lists().heightening
    if counted or is_emphatic(word) or word in lists().tried or len(set(word)) == 1:
        return True
    return not _seams_fit(text, doubled)


def _seams_fit(text: str, doubled: Doubled) -> bool:
    """Whether words begin where the first copy begins and where the copies meet: not so in 开发区|东区|东.

    Where the first copy only ends a word (国有资产|资产|管理), the file must have the words without it.
    """
    left, right = han_around(text, doubled.start, doubled.end)
    seams = {0, *accumulate(map(len, segment(fold(left + doubled.word * 2 + right))))}
    if len(left) + len(doubled.word) not in seams:
        return False
    once = left[-2:] + doubled.word + right[:2]
    return len(left) in seams or Usage.near(text, doubled.start).count(once) > 0
