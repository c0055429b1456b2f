"""Whether a character that stands twice in a row was doubled by the machine or by the author.

Chinese doubles characters lawfully (人人, 高高兴兴), and two words may meet at the same character
(人民|民主, 南水|水库). What speaks for damage: the division into words costs much less with one copy gone,
no compound ends in the first copy, or the file itself writes the text without the doubling.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING, NamedTuple

from lint.evidence.bigrams import logp
from lint.evidence.reduplication import Usage, han_around, lists
from lint.evidence.register import is_spoken
from lint.evidence.scripts import fold
from lint.evidence.words import cost, is_word, segment
from lint.findings import Text
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.document import Document

_TWIN = re.compile(rf"([{HAN}])\1+")
_TIED = re.compile(r"[\w》〉”’）)\]\"%％]")
"""What a Han character may belong to although it is no Han: ``12年年底``, ``《条例》例``."""

_MANNER = frozenset("地的然乎焉儿兒")
"""Characters behind an adverb or adjective that is doubled on the spot: 营营地, 森森然."""

ASKED = 40
"""Other places of a pair that are looked at, at most."""

TERM = 20
"""Occurrences that make a word one of the file's own terms."""

NO_GAIN = 1.0
"""Nats below which the text reads as well with both copies: 人民民主, 件件."""

WEAK_GAIN, LEAST_GAIN, GREAT_GAIN = 5.0, 7.0, 8.0
"""Nats that a copy must cost: to be noted, to be called damage, and to need no look at its other neighbour.

Measured with one character in 200 doubled in 1.3 million characters of laws, magazines, essays and stories: a
copy beside a word of the dictionary is damage in 98 of 100 cases above 7 nats, in 95 between 5 and 7; a
doubling that breaks two words apart in 93 above 8.
"""

COMMON = 7.2
"""Cost in nats of a character that is a common word of its own (one in 1,300): no author doubles 也 or 到."""

NATURAL = -4.0
"""ln p of a character after itself from which on the doubling is a habit of the language."""


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

    def words(self) -> tuple[str, str]:
        """The words that hold the first copy and the second; one word twice when it holds both."""
        return _word_at(self.double, len(self.left))[0], _word_at(self.double, len(self.left) + 1)[0]

    def ends(self, offset: int) -> bool:
        """Whether a word of the text as it stands ends at `offset`, counted from the beginning of `left`."""
        return offset in accumulate(map(len, self.double))


class Reason(NamedTuple):
    """Why a doubling is damage."""

    text: Text
    sure: bool = True


def twins(doc: Document) -> Iterator[Twin]:
    """Every Han character that stands exactly twice in a row."""
    for match in _TWIN.finditer(doc.text):
        start, end = match.span()
        if end - start == 2:
            yield _twin(start, match[1], *han_around(doc.text, start, end))


def twin_across(left: str, character: str, right: str) -> Twin | None:
    """The twin that comes of joining ``left + character`` and ``character + right``, when it is Han."""
    if _TWIN.match(character * 2) is None:
        return None
    return _twin(0, character, *han_around(left + right, len(left), len(left)))


def _twin(start: int, character: str, left: str, right: str) -> Twin:
    double, whole = _divided(fold(left + character * 2 + right))
    single, half = _divided(fold(left + character + right))
    return Twin(start, character, left, right, double, single, whole - half)


@lru_cache(maxsize=4096)
def _divided(text: str) -> tuple[tuple[str, ...], float]:
    words = tuple(segment(text))
    return words, sum(map(cost, words))


def reason(doc: Document, twin: Twin) -> Reason | None:
    """Why the doubling in `twin` is damage, or None when it may be meant."""
    if twin.gain < NO_GAIN or _is_lawful(doc.text, twin):
        return None
    usage = Usage.near(doc, twin.start)
    found = _written_once(twin, usage) or _term(twin, usage) or _hardly(twin, usage)
    if found is not None or usage.count(twin.left[-1:] + twin.character * 2 + twin.right[:1]) > 1:
        return found
    found = _left_over(doc.text, twin, usage)
    if found is not None and is_spoken(doc) and is_word(fold(twin.character) * 2):
        return found._replace(sure=False)  # 开开胃, 装装门面: a verb tried for a while, and its object
    return found


def _is_lawful(text: str, twin: Twin) -> bool:
    """Whether a word (水汪汪), a pattern (高高兴兴, 一张张, 森森然) or a cry (不不！) has it so."""
    word, offset = _word_at(twin.double, len(twin.left))
    if len(word) > 2 and word[offset : offset + 2] == word[offset] * 2:
        return True
    at = twin.start
    if twin.left.endswith("一") or _is_pair(text[at - 2 : at]) or _is_pair(text[at + 2 : at + 4]):
        return True
    return twin.right[:1] in _MANNER or not (twin.left or twin.right)


def _left_over(text: str, twin: Twin, usage: Usage) -> Reason | None:
    """The copy beside a word that has the character once, when nothing else needs it."""
    (first, second), known = twin.words(), lists()
    word, _ = _word_at(twin.single, len(twin.left))
    character = fold(twin.character)
    if len(word) == 1:
        return _alone(twin, character)
    sure = twin.gain >= LEAST_GAIN
    found = Reason(Text(f"“{word}” has it once", f"“{word}”只有一个"), sure)
    if min(len(first), len(second)) > 1:
        return found if twin.gain >= _least_between(first, second, character) else None
    if twin.gain < WEAK_GAIN or character in known.free or (character in known.function and not sure):
        return None
    if len(first) == 1:
        beside, outer = text[max(0, twin.start - 1) : twin.start], twin.left[-1:]
        bound = bool(outer) and _binds(usage, outer + twin.character, word[1], after=True)
    else:
        beside, outer = text[twin.start + 2 : twin.start + 3], twin.right[:1]
        bound = bool(outer) and _binds(usage, twin.character + outer, word[-2], after=False)
    tied = not outer and _TIED.match(beside) is not None
    return None if tied or bound else found


def _least_between(first: str, second: str, character: str) -> float:
    """Nats that prove a doubling where one word ends in the first copy and another begins with the second."""
    if first == second or character in lists().free:
        return 2 * LEAST_GAIN
    whole = len(second) > 2 and is_word(second[1:])  # 当家作主|主权利, without which 权利 is a word
    return LEAST_GAIN if whole else GREAT_GAIN


def _alone(twin: Twin, character: str) -> Reason | None:
    """A common word of one character, twice, that is never doubled: 也也, 到到."""
    first, second = twin.words()
    if character in lists().free or not len(first) == len(second) == 1 or cost(character) > COMMON:
        return None
    if is_word(character * 2) or logp(character, character) > NATURAL:
        return None
    return Reason(Text("no word doubles it", "这个字不叠用"), sure=character in lists().function)


def _written_once(twin: Twin, usage: Usage) -> Reason | None:
    """The same words elsewhere in the file, and often, with the character once."""
    before, after = twin.left[-2:], twin.right[:2]
    once = before + twin.character + after
    often = usage.count(once) if len(once) >= 4 else 0
    if often < 3 or often < 3 * usage.count(before + twin.character * 2 + after):
        return None
    return Reason(Text(f"elsewhere “{once}” ({often} ×)", f"别处作“{once}”（{often} 次）"))


def _term(twin: Twin, usage: Usage) -> Reason | None:
    """One of the file's own terms behind a copy that belongs to nothing."""
    first, second = twin.words()
    term = twin.character + twin.right[:1]
    if second[:2] != fold(term) or len(term) < 2 or (often := usage.count(term)) < TERM:
        return None
    if first == twin.character:
        # 为|人|人大 where the file is full of 人大.
        loose = twin.left and fold(first) not in lists().free and twin.gain >= WEAK_GAIN
        if loose and not _binds(usage, twin.left[-1:] + first, term[1], after=True):
            return Reason(Text(f"elsewhere “{term}” ({often} ×)", f"别处作“{term}”（{often} 次）"))
    elif len(first) > 2 and not _binds(usage, first, term[1], after=True):
        # 领导人|人大 where the file never speaks of a 领导人, but has 领导人大.
        once = first[:-1] + second
        if usage.count(once):
            return Reason(Text(f"elsewhere “{once}”", f"别处作“{once}”"))
    return None


def _hardly(twin: Twin, usage: Usage) -> Reason | None:
    """Weaker signs, worth a look."""
    first, second = twin.words()
    if first == "等等":
        listed = "、" in usage.text[max(0, twin.start - 40) : twin.start]
        if listed and not lists().classes.isdisjoint({fold(twin.right[:2]), fold(twin.right[:3])}):
            return Reason(Text("after a list a noun takes 等", "列举之后接名词用“等”"), sure=False)
    elif len(first) > 1 and len(second) == 2:
        # 强化|化学|思|践|悟: the word after the seam leaves nothing but single characters behind it.
        after = twin.double[twin.double.index(second) + 1 :][:3]
        strays = len("".join(after)) == len(after) == 3 and lists().function.isdisjoint(after)
        if strays and usage.count(second) == 1 and usage.count(first) > 2:
            return Reason(Text(f"“{second}” fits nothing behind it", f"“{second}”与后文不成词"), sure=False)
    return None


def _binds(usage: Usage, stem: str, known: str, *, after: bool) -> bool:
    """Whether the copy outside the word may belong to its other neighbour: 南水|水库.

    It does when `stem`, which ends (begins, if not `after`) with the copy, stands elsewhere and a word ends
    (begins) with the copy there. `known` is the next character of the word at hand.
    """
    text = usage.text
    copy = stem[-1] if after else stem[0]
    for match in islice(re.compile(re.escape(stem)).finditer(text, usage.start, usage.end), ASKED):
        place = match.end() - 1 if after else match.start()
        beside = text[place + 1 : place + 2] if after else text[max(0, place - 1) : place]
        if beside in {known, copy}:
            continue
        start = max(0, place - 4)
        word, offset = _word_at(_divided(fold(text[start : place + 5]))[0], place - start)
        if offset == (len(word) - 1 if after else 0):
            return True
    return False


def _is_pair(text: str) -> bool:
    return len(text) == 2 and text[0] == text[1] and not text.isspace()


def _word_at(words: Sequence[str], offset: int) -> tuple[str, int]:
    """The word that holds the character at `offset`, and which of its characters that is."""
    for word in words:
        if offset < len(word):
            return word, offset
        offset -= len(word)
    return "", 0
