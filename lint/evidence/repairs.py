"""Repairs of wrong characters, and how much speaks for each.

Where a text surprises (`lint.evidence.ngrams`), a few small changes are tried: another character that looks
alike, one more, one fewer, two the other way round. For each is asked how much likelier the pairs of
neighbours become, how much cheaper the division into words, and what the text itself writes elsewhere.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lint.evidence.bigrams import alone, logp
from lint.evidence.confusables import lookalikes
from lint.evidence.ngrams import is_familiar
from lint.evidence.words import is_word, segment_cost

if TYPE_CHECKING:
    from collections.abc import Iterator

WINDOW = 6
"""Han characters on each side that are divided into words with the changed ones."""

CHARACTER = 7.0
"""Nats that a character costs in running text, about: what is due for one more or fewer."""


class Repair(NamedTuple):
    """One way to mend ``text[start:end]``."""

    kind: str
    start: int
    end: int
    put: str
    pairs: float
    """Nats by which the pairs of neighbours become likelier."""
    words: float
    """Nats by which the division into words becomes cheaper."""
    likeness: float = 0.0
    """How alike the characters look (see `lint.evidence.confusables`)."""


class Place(NamedTuple):
    """A character and the Han characters round it."""

    offset: int
    left: str
    char: str
    right: str


def weigh(kind: str, place: Place, end: int, put: str, likeness: float = 0.0) -> Repair:
    """The repair that puts `put` for ``place.char`` and the characters of ``place.right`` up to `end`."""
    extra = end - place.offset - 1
    old, right = place.char + place.right[:extra], place.right[extra:]
    left = place.left[-1:]
    pairs = _run(left + put + right[:1]) - _run(left + old + right[:1]) + CHARACTER * (len(put) - len(old))
    if not left:
        pairs += (alone(put[0]) if put else 0.0) - alone(old[0])
    words = segment_cost(place.left + old + right) - segment_cost(place.left + put + right)
    return Repair(kind, place.offset, end, put, pairs, words, likeness)


def _run(text: str) -> float:
    return sum(map(logp, text, text[1:]))


def replacements(place: Place) -> Iterator[Repair]:
    """Characters that look like the one at `place` and are familiar there on both sides."""
    left, right = place.left[-1:], place.right[:1]
    for char, likeness in lookalikes(place.char):
        if (not left or is_familiar(left + char)) and (not right or is_familiar(char + right)):
            yield weigh("wrong", place, place.offset + 1, char, likeness)
