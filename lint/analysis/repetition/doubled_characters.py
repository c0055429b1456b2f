"""Characters that stand twice in a row, and the words round them with both copies and with one."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.script_tables import fold
from lint.analysis.language.segmentation import UNKNOWN_COST, prices
from lint.analysis.repetition.reduplication import han_around
from lint.analysis.repetition.tandem_repeats import stretches
from lint.core.character_classes import HAN
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.core.document import Document

_HAN = re.compile(f"[{HAN}]")
_SIDE = 4
"""Han characters on each side of a doubling that are divided into words with it."""


class Twin:
    """The Han character at `start` of `text`, which stands there exactly twice."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.character = text[start]

    @cached_property
    def _sides(self) -> tuple[str, str]:
        return han_around(self.text, self.start, self.start + 2, _SIDE)

    @property
    def left(self) -> str:
        """The Han characters before it, at most four."""
        return self._sides[0]

    @property
    def right(self) -> str:
        """The same behind it."""
        return self._sides[1]

    @cached_property
    def _readings(self) -> Readings:
        left, right = self._sides
        return read(fold(left + self.character + right), len(left))

    @property
    def double(self) -> tuple[str, ...]:
        """The words, in Simplified characters, as the text stands."""
        return self._readings.double

    @property
    def single(self) -> tuple[str, ...]:
        """The words with one copy gone."""
        return self._readings.single

    @property
    def gain(self) -> float:
        """By how many nats the second is cheaper."""
        return self._readings.gain

    def words(self) -> tuple[str, str]:
        """The words that hold the first copy and the second; one word twice when it holds both."""
        return word_at(self.double, len(self.left))[0], word_at(self.double, len(self.left) + 1)[0]

    def ends(self, offset: int) -> bool:
        """Whether a word of the text as it stands ends at `offset`, counted from the beginning of `left`."""
        return offset in accumulate(map(len, self.double))


class Readings(NamedTuple):
    """A doubling divided into words: with both copies, with one, and what that gains in nats."""

    double: tuple[str, ...]
    single: tuple[str, ...]
    gain: float


@fact
def twins(doc: Document) -> list[Twin]:
    """Every Han character that stands exactly twice in a row."""
    return [Twin(doc.text, start) for start, end in stretches(doc) if end - start == 2]


def twin_across(left: str, character: str, right: str) -> Twin | None:
    """The twin that comes of joining ``left + character`` and ``character + right``, when it is Han."""
    text = left + character * 2 + right
    return Twin(text, len(left)) if _HAN.match(character) else None


@lru_cache(maxsize=4096)
def read(text: str, at: int) -> Readings:
    """What becomes of the words of `text` when the character at `at` stands twice."""
    # The ways from the end: what the last n characters cost, and how long the first word of them is.
    costs, lengths = [0.0], [0]
    _go_on(text[at:], costs, lengths)
    more = costs.copy(), lengths.copy()
    _go_on(text, costs, lengths)
    double = text[: at + 1] + text[at:]
    _go_on(double, *more)
    gain = round(more[0][-1] - costs[-1], 6)
    return Readings(_words(double, more[1]), _words(text, lengths), gain)


def _go_on(text: str, costs: list[float], lengths: list[int]) -> None:
    """Add the cheapest ways of the beginnings of `text` to those of its end."""
    for known in range(len(costs), len(text) + 1):
        best, length = UNKNOWN_COST + costs[known - 1], 1
        for size, price in prices(text[-known:]):
            if price + costs[known - size] < best:
                best, length = price + costs[known - size], size
        costs.append(best)
        lengths.append(length)


def _words(text: str, lengths: list[int]) -> tuple[str, ...]:
    words, left = [], len(text)
    while left:
        start = len(text) - left
        words.append(text[start : start + lengths[left]])
        left -= lengths[left]
    return tuple(words)


def word_at(words: Sequence[str], offset: int) -> tuple[str, int]:
    """The word that holds the character at `offset`, and which of its characters that is."""
    for word in words:
        if offset < len(word):
            return word, offset
        offset -= len(word)
    return "", 0
