"""Lost characters: where one put in makes a word of what is none, and how much speaks for it.

What a lost character leaves is mostly a likely order of words, which nothing shows. Where it leaves half a
word, the other half can be told: 采取|效措施 lacks 有. The weights are those of a logistic regression on
1,460 characters left out of law texts, technology columns and manuals. A score is the log-odds that one is
lost where that befalls one character in 250.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.evidence.bigrams import alone, between, logp, successors
from lint.evidence.repairs import CHARACTER, NEVER, Repair, holds, longest_word, place_at
from lint.evidence.words import segment_cost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.evidence.ngrams import Usage

_LIKELIEST = 60
"""Successors of a character that are tried."""

_WEIGHED = 3
"""Of those that fit, how many are weighed with the words that they make."""

_LEAST_GAIN = 6.0
"""Nats by which the pairs must be likelier than a usual character costs."""

_BOND = -0.5
"""Nats by which a character may be likelier behind its neighbour than elsewhere, at most."""

_LEAST_WORDS = 4.0
"""Nats by which the division into words must become cheaper."""


def completed(text: str, at: int) -> Iterator[Repair]:
    """The likeliest character before ``text[at]``, if that one or the one before is part of no word."""
    before, after = text[at - 1], text[at]
    if holds(text[at - 2 : at]) and holds(text[at : at + 2]):
        return  # what the next lines find out, mostly, at once
    seen = logp(before, after)
    if seen - alone(after) > _BOND:
        return
    place = place_at(text, at, at)
    whole, seam = place.left + place.right, len(place.left)
    if longest_word(whole, seam - 1) > 1 and longest_word(whole, seam) > 1:
        return
    least = seen + _LEAST_GAIN - CHARACTER
    _, fitting = between("", successors(before)[:_LIKELIEST], after)
    fits = [(fit, char) for char in fitting if (fit := logp(before, char) + logp(char, after)) > least]
    if not fits:
        return
    now = segment_cost(whole)
    found = [
        (fit + words, words, fit, char)
        for fit, char in sorted(fits, reverse=True)[:_WEIGHED]
        if (words := now - segment_cost(place.left + char + place.right)) > _LEAST_WORDS
    ]
    if found:
        _, words, fit, char = max(found)
        yield Repair(place, char, fit - least + _LEAST_GAIN, words)


def odds(repair: Repair, usage: Usage, least: float) -> float:
    """The log-odds that ``repair.put`` is lost, or `NEVER` when they are below `least`."""
    place, char = repair.place, repair.put
    before, after = place.left[-1], place.right[0]
    sum_ = -2.5 + 0.21 * min(repair.words, 14.0) + 0.25 * min(repair.words, 7.0)
    sum_ -= 0.25 * (logp(before, after) - alone(after))
    sum_ += 0.6 * (longest_word(place.left + char + place.right, len(place.left)) > 3)
    if sum_ + 2.3 < least:
        return NEVER
    pair, wide = before + after, (place.left[-2:] + after, before + place.right[:2])
    sum_ -= 1.3 * (usage.count(pair, place.start) > 1)
    sum_ -= 1.0 * any(len(gram) == 3 and usage.count(gram, place.start) > 1 for gram in wide)
    if sum_ + 2.3 >= least and usage.count(before + char + after, place.start):
        longer = (place.left[-2:] + char + after, before + char + place.right[:2])
        sum_ += 1.1 + 1.2 * any(len(gram) == 4 and usage.count(gram, place.start) for gram in longer)
    return sum_ if sum_ >= least else NEVER
