"""Repairs of wrong characters, and how much speaks for each.

Where a text surprises on both sides of a character (`lint.analysis.language.unfamiliar_bigrams`), small
changes are tried: none in its place, or the next two the other way round;
`lint.analysis.language.lookalike_corrections` tries characters that look alike. For each is asked how much
likelier the pairs of neighbours become, how much cheaper the division into words, and what the text writes
elsewhere. The weights are those of a logistic regression on 2,181 errors put into law texts and technology
columns, so a score is the log-odds that a repair is right where one place in 300 is wrong: 0 is an even
chance there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.language.bigram_model import alone, is_familiar, logp
from lint.analysis.language.segmentation import is_word, segment_cost
from lint.analysis.language.surnames import SURNAMES
from lint.analysis.language.unfamiliar_bigrams import Usage, is_han

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

WINDOW = 4
"""Han characters on each side that are divided into words with the changed ones."""

_CHARACTER = 7.0
"""Nats that a character of running text costs, about: what is due for one fewer."""

LEAST_GAIN = 3.0
"""Nats that the pairs of neighbours must gain for a repair to be looked at."""

TRIED = 3
"""Repairs of one place whose words are weighed, at most."""

_BEFORE = re.compile("[\u4e00-\u9fff]*\\Z")
_AFTER = re.compile("[\u4e00-\u9fff]*")


NEVER = float("-inf")
"""The log-odds of what is not worth a word."""


class Place(NamedTuple):
    """One character or more, and the Han characters round them."""

    start: int
    left: str
    old: str
    right: str

    @property
    def end(self) -> int:
        """Where the characters end."""
        return self.start + len(self.old)


class Repair(NamedTuple):
    """One way to mend the text at a place."""

    place: Place
    put: str
    pairs: float
    """Nats by which the pairs of neighbours become likelier."""
    words: float
    """Nats by which the division into words becomes cheaper."""


class Weights(NamedTuple):
    """What each kind of evidence counts; all in log-odds."""

    base: float
    pairs: float
    words: float
    known: float
    """The text writes the repaired form elsewhere."""
    often: float
    """For each time it does, up to three."""
    kept: float
    """The text has the doubted pair of characters elsewhere."""


ADDED = Weights(base=-5.3, pairs=0.17, words=0.37, known=0.0, often=0.0, kept=-2.7)
SWAPPED = Weights(base=-1.2, pairs=0.27, words=0.48, known=0.3, often=0.6, kept=-2.9)


def place_at(text: str, start: int, end: int) -> Place:
    """The place ``text[start:end]``."""
    before = _BEFORE.search(text[max(0, start - WINDOW) : start])
    after = _AFTER.match(text[end : end + WINDOW])
    return Place(start, before[0] if before else "", text[start:end], after[0] if after else "")


def without(text: str, at: int) -> Iterator[Repair]:
    """Nothing for the character at `at`, when the neighbours are familiar with each other."""
    left, right = neighbours(text, at, at + 1)
    if left and right and is_familiar(left, right):
        yield from weigh(text, at, at + 1, [""])


def reversed_order(text: str, at: int) -> Iterator[Repair]:
    """The two characters at `at` the other way round."""
    left, right = neighbours(text, at, at + 2)
    put = text[at + 1] + text[at]
    whole = left + put + right
    if all(map(is_familiar, whole, whole[1:])):
        yield from weigh(text, at, at + 2, [put])


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The Han characters before and behind ``text[start:end]``; "" where there is none."""
    left, right = text[start - 1 : start], text[end : end + 1]
    return left if is_han(left) else "", right if is_han(right) else ""


def _fit(left: str, put: str, right: str) -> float:
    """The ln p of `put` between its neighbours, each character paid at its usual price."""
    whole = left + put + right
    fit = sum(map(logp, whole, whole[1:])) + _CHARACTER * len(put)
    return fit if left or not put else fit + alone(put[0])


def weigh(text: str, start: int, end: int, puts: Collection[str]) -> Iterator[Repair]:
    """The repairs that put one of `puts` and whose pairs gain enough: the best few, with their words."""
    if not puts:
        return
    left, right = neighbours(text, start, end)
    least = _fit(left, text[start:end], right) + LEAST_GAIN
    fits = [(_fit(left, put, right), put) for put in puts]
    found = sorted((item for item in fits if item[0] >= least), reverse=True)[:TRIED]
    if not found:
        return
    place = place_at(text, start, end)
    if _is_name(place):
        return
    now = segment_cost(place.left + place.old + place.right)
    for fit, put in found:
        words = now - segment_cost(place.left + put + place.right)
        yield Repair(place, put, fit - least + LEAST_GAIN, words)


def _is_name(place: Place) -> bool:
    """Whether nothing stands between two marks but what can be the name of a person."""
    name = place.left + place.old + place.right
    return len(name) in {2, 3} and name[0] in SURNAMES


def score(repair: Repair, weights: Weights, usage: Usage, least: float) -> float:
    """The log-odds that `repair` is right, or `NEVER` when they are below `least`.

    `usage` counts what is written elsewhere; it is asked only where its answer can make a difference.
    """
    place, put = repair.place, repair.put
    odds = weights.base + weights.pairs * repair.pairs + weights.words * repair.words
    most = weights.known + 3 * weights.often
    if odds + most < least:
        return NEVER
    old = place.left[-1:] + place.old + place.right[:1]
    if any(usage.count(old[at : at + 2], place.start) > 1 for at in range(len(old) - 1)):
        odds += weights.kept
    if odds < least <= odds + most:
        often = max((usage.count(gram, place.start) for gram in grams(place, put)), default=0)
        odds += weights.known * (often > 0) + weights.often * min(often, 3)
    return odds if odds >= least else NEVER


def grams(place: Place, put: str) -> list[str]:
    """The shortest strings with `put` in them that say more than two characters do."""
    left, right = place.left, place.right
    grams = (left[-2:] + put, left[-1:] + put + right[:1], put + right[:2])
    return [gram for gram in grams if len(gram) == len(put) + 2]


@lru_cache(maxsize=1 << 16)
def holds(word: str) -> bool:
    """`is_word`, remembered: the same short strings are asked for again and again."""
    return is_word(word)


def longest_word(text: str, at: int) -> int:
    """Characters in the longest word, of up to four, that ``text[at]`` is part of; 1 if of none."""
    for length in (4, 3, 2):
        for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
            if holds(text[start : start + length]):
                return length
    return 1
