"""Whether a character that stands twice in a row was doubled by the machine or by the author.

Chinese doubles characters lawfully (人人, 高高兴兴), and two words may meet at the same character
(人民|民主, 南水|水库). What speaks for damage: the division into words costs much less with one copy gone,
no compound ends in the first copy, or the file itself writes the text without the doubling.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lint.evidence.scripts import fold
from lint.evidence.words import cost, is_word, segment
from lint.findings import Text
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.document import Document

_TWIN = re.compile(rf"([{HAN}])\1+")
_BEFORE = re.compile(rf"[{HAN}]*$")
_AFTER = re.compile(rf"[{HAN}]{{0,6}}")
_TIED = re.compile(r"[\w》〉”’）)\]\"%％]")
"""What a Han character may belong to although it is no Han: ``12年年底``, ``《条例》例``."""

REACH = 100_000
"""Characters on each side in which a file is asked for its own usage: about sixty pages."""

LEAST_GAIN = 7.0
"""Nats that a free-standing copy must cost: a character commoner than one word in 1,100 may stand free."""

GREAT_GAIN = 14.0
"""Nats that need no further evidence: the doubling breaks a long word, as in 常委|委会."""

FREE = frozenset(
    "市县省区镇乡村州国局院部室科处厅所站队团组会社厂店校馆房屋条款项章节年月日期时点号位级类种件个大"
    "行线路桥口层楼网包密法定权税费金体系城江河湖海山岛港门省族教派军"
    "縣區鄉國處廳團會廠館條項節時點號級類種個網線體門軍"
)
"""Characters that stand free behind a name or number, often before a word that begins with themselves."""

FUNCTION = frozenset("的了和但在与與而为為从從把被将將就都也又很更最没沒这這那其及或于於所该該并並却曾已由")
"""Characters that no author doubles as words of their own."""


class Twin(NamedTuple):
    """A Han character that stands exactly twice, with up to six Han characters on each side."""

    start: int
    character: str
    left: str
    right: str
    double: tuple[str, ...]
    """The words as the text stands …"""
    single: tuple[str, ...]
    """… and with one copy gone."""
    gain: float
    """By how many nats the second is cheaper."""


def twins(doc: Document) -> Iterator[Twin]:
    """Every Han character that stands exactly twice in a row."""
    text = doc.text
    for match in _TWIN.finditer(text):
        start, end = match.span()
        if end - start > 2:
            continue
        before, after = _BEFORE.search(text[max(0, start - 6) : start]), _AFTER.match(text, end)
        left, right, character = before[0] if before else "", after[0] if after else "", match[1]
        double, whole = _divided(fold(left + character * 2 + right))
        single, half = _divided(fold(left + character + right))
        yield Twin(start, character, left, right, double, single, whole - half)


@lru_cache(maxsize=4096)
def _divided(text: str) -> tuple[tuple[str, ...], float]:
    words = tuple(segment(text))
    return words, sum(map(cost, words))


class Usage(NamedTuple):
    """How often a file writes something near one place."""

    text: str
    start: int
    end: int

    def count(self, sought: str) -> int:
        """Occurrences of `sought`."""
        return self.text.count(sought, self.start, self.end)


def reason(doc: Document, twin: Twin) -> Text | None:
    """Why the doubling in `twin` is damage, or None when it may be meant."""
    text, at = doc.text, twin.start
    first, offset = _word_at(twin.double, len(twin.left))
    second, _ = _word_at(twin.double, len(twin.left) + 1)
    if len(first) > offset + 1 and first[offset + 1] == first[offset] and len(first) > 2:
        return None  # 水汪汪, 等等 as part of a word
    if twin.left.endswith("一") or _is_twin(text[at - 2 : at]) or _is_twin(text[at + 2 : at + 4]):
        return None  # 一张张, 高高兴兴
    usage = Usage(text, max(0, at - REACH), at + REACH)
    found = _unlike_the_rest(twin, usage, first, second)
    if found is not None or usage.count(twin.left[-1:] + twin.character * 2 + twin.right[:1]) > 1:
        return found
    word, _ = _word_at(twin.single, len(twin.left))
    if len(word) == 1:
        alone = twin.character in FUNCTION and len(first) == len(second) == 1
        return Text("no word doubles it", "这个字不叠用") if alone else None
    if twin.gain >= GREAT_GAIN:
        return Text(f"“{word}” has it once", f"“{word}”只有一个")
    if (len(first) > 1 and len(second) > 1) or twin.gain < LEAST_GAIN or twin.character in FREE:
        return None
    if len(first) == 1:
        tied = not twin.left and at > 0 and _TIED.match(text[at - 1])
        if tied or _binds(usage, twin.left[-1:] + twin.character, word[1:2], after=True):
            return None
    else:
        tied = not twin.right and at + 2 < len(text) and _TIED.match(text[at + 2])
        if tied or _binds(usage, twin.character + twin.right[:1], word[-2], after=False):
            return None
    return Text(f"“{word}” has it once", f"“{word}”只有一个")


def _unlike_the_rest(twin: Twin, usage: Usage, first: str, second: str) -> Text | None:
    """Whether the file writes the same words elsewhere, and often, with the character once."""
    once = twin.left[-2:] + twin.character + twin.right[:2]
    if len(once) >= 4:
        often = usage.count(once)
        if often >= 3 and often >= 3 * usage.count(twin.left[-2:] + twin.character * 2 + twin.right[:2]):
            return Text(f"elsewhere “{once}” ({often} ×)", f"别处作“{once}”（{often} 次）")
    term = twin.character + twin.right[:1]
    often = usage.count(term) if len(term) == 2 and is_word(fold(term)) else 0
    if often < 20:
        return None
    if first == twin.character and twin.left and twin.character not in FREE and second[:2] == fold(term):
        # 为|人|人大 where the file is full of 人大.
        if twin.gain >= 5 and not _binds(usage, twin.left[-1:] + first, term[1:], after=True):
            return Text(f"elsewhere “{term}” ({often} ×)", f"别处作“{term}”（{often} 次）")
    elif len(first) > 2 and first.endswith(twin.character) and second[:2] == fold(term):
        # 领导人|人大 where the file never speaks of a 领导人, but has 领导人大.
        if usage.count(first[:-1] + second) and not _binds(usage, first, term[1:], after=True):
            return Text(f"elsewhere “{first[:-1]}{second}”", f"别处作“{first[:-1]}{second}”")
    return None


def _binds(usage: Usage, pair: str, known: str, *, after: bool) -> bool:
    """Whether the copy outside the word may belong to its other neighbour: 南水|水库.

    It does when the two stand together elsewhere, and there the copy is not part of a word on its own side
    (行 of 举行 in 举行|行使). `known` is the next character of the word at hand.
    """
    if len(pair) < 2:
        return False
    text, copy = usage.text, pair[-1] if after else pair[0]
    for match in islice(re.finditer(re.escape(pair), text[usage.start : usage.end]), 200):
        beside = match.end() if after else match.start() - 1
        beside += usage.start
        other = text[beside] if 0 <= beside < len(text) else ""
        if other not in (known, copy) and not is_word(fold(copy + other if after else other + copy)):
            return True
    return False


def _is_twin(text: str) -> bool:
    return len(text) == 2 and text[0] == text[1] and not text.isspace()


def _word_at(words: Sequence[str], offset: int) -> tuple[str, int]:
    """The word that holds the character at `offset`, and which of its characters that is."""
    for word in words:
        if offset < len(word):
            return word, offset
        offset -= len(word)
    return "", 0
