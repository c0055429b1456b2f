"""Misread characters: where one that looks alike would fit better, and how much speaks for it.

A misread character surprises (`lint.analysis.language.unfamiliar_bigrams`) with one neighbour at least, with
both in two cases of three. The weights are those of a logistic regression on 3,300 characters put in for
others in law texts, technology columns, manuals and stories: drawn by the likeness of an OCR model's weights,
by strokes, by parts, by looks in print, and by sound. A score is the log-odds of a repair where one character
in 170 is wrong.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

from lint.analysis.language.bigram_model import alone, between, logp
from lint.analysis.language.confusables import likeness, similar
from lint.analysis.language.corrections import NEVER, grams, holds, longest_word, neighbours, place_at, weigh
from lint.analysis.language.unfamiliar_bigrams import doubtful, surprises
from lint.core.document import Document, fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.analysis.language.corrections import Place, Repair
    from lint.analysis.language.unfamiliar_bigrams import Usage

UNLIKE = 0.2
"""Likeness of characters that no table pairs, about."""

_GREAT_PAIRS = 16.0
_LITTLE_WORDS, _GREAT_WORDS = -4.0, 10.0
"""Nats beyond which a gain, or a loss, says no more."""

_WRITTEN, _AGAIN = 1.9, 0.64
"""What it counts that the text writes the repaired form elsewhere, and each time that it does."""


@fact
def suspects(doc: Document) -> Sequence[int]:
    """Offsets of characters that surprise with both neighbours, or with one while no word holds them."""
    text, both = doc.text, set(doubtful(doc))
    once = {offset for seam in surprises(doc) for offset in (seam, seam + 1)} - both
    return sorted(both.union(offset for offset in once if not _is_held(text, offset)))


def _is_held(text: str, at: int) -> bool:
    """Whether ``text[at]`` is part of a word; of two characters, most often."""
    if holds(text[at - 1 : at + 1]) or holds(text[at : at + 2]):
        return True
    place = place_at(text, at, at + 1)
    return _word_length(place, place.old) > 1


def alike(text: str, at: int) -> Iterator[Repair]:
    """Other characters that look like the one at `at` and fit there, the likeliest few.

    They are familiar with both neighbours, or with one that they make a word with.
    """
    left, right = neighbours(text, at, at + 1)
    before, after = between(left, similar(text[at]).keys(), right)
    found = before & after
    found.update(char for char in before - after if holds(left + char))
    found.update(char for char in after - before if holds(char + right))
    return weigh(text, at, at + 1, found)


def odds(repair: Repair, usage: Usage, least: float) -> float:
    """The log-odds that `repair` is right, or `NEVER` when they are below `least`.

    `usage` counts what is written elsewhere; it is asked only where its answer can make a difference.
    """
    place, put = repair.place, repair.put
    old = place.old
    sum_ = (
        -5.1
        + 0.33 * min(repair.pairs, _GREAT_PAIRS)
        + 0.57 * min(max(repair.words, _LITTLE_WORDS), _GREAT_WORDS)
        + 0.27 * _least_bond(place)
        + 1.3 * log(max(UNLIKE, likeness(old, put)) / UNLIKE)
        + 0.19 * alone(old)
    )
    if sum_ + _WRITTEN + 3 * _AGAIN + 0.8 < least:
        return NEVER
    stands, put_in = _word_length(place, old), _word_length(place, put)
    sum_ += 0.8 * (put_in > 3) - 0.5 * (put_in > 1) - 0.9 * (stands > 1) - 0.6 * (stands > 2)
    if sum_ + _WRITTEN + 3 * _AGAIN < least:
        return NEVER
    whole = place.left[-1:] + old + place.right[:1]
    if any(usage.count(whole[at : at + 2], place.start) > 1 for at in range(len(whole) - 1)):
        sum_ -= 3.0 + 1.2 * (usage.count(whole, place.start) > 1)
    often = max((usage.count(gram, place.start) for gram in grams(place, put)), default=0)
    sum_ += _WRITTEN * (often > 0) + _AGAIN * min(often, 3)
    return sum_ if sum_ >= least else NEVER


def _least_bond(place: Place) -> float:
    """How much likelier the character is beside its neighbours than elsewhere, in nats: the lesser of two."""
    old, left, right = place.old, place.left[-1:], place.right[:1]
    before = logp(left, old) - alone(old) if left else 0.0
    return min(before, logp(old, right) - alone(right) if right else 0.0)


def _word_length(place: Place, char: str) -> int:
    """Characters in the longest word that `char` would be part of at `place`."""
    return longest_word(place.left + char + place.right, len(place.left))
