"""Looking for many short strings in one text."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FEW = 16
"""So many strings are looked for one by one: each costs 0.2 ms a megabyte."""


def unified(text: str, chars: str) -> str:
    """`text` with the first of `chars` in place of each of them, so that offsets stay.

    A single character is found ten times as fast as one of a class, and replacing costs little.
    """
    for char in chars[1:]:
        text = text.replace(char, chars[0])
    return text


def offsets(text: str, sought: str) -> Iterator[int]:
    """Where `sought` stands in `text`, also where two of it overlap."""
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)


def lines_with(text: str, char: str) -> Iterator[tuple[int, int]]:
    """Where the lines of `text` that hold `char` start and end."""
    end = 0
    while (at := text.find(char, end)) >= 0:
        start = text.rfind("\n", end, at) + 1 or end
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        yield start, end


class Phrases:
    """Strings of two characters or more, to ask which of them stand in a text."""

    def __init__(self, asked: Iterable[str]) -> None:
        self._asked = frozenset(asked)

    @cached_property
    def _by_pair(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for phrase in self._asked:
            found.setdefault(int.from_bytes(_codes(phrase[:2]), "little"), []).append(phrase)
        return found

    def within(self, text: str) -> set[str]:
        """Those that stand in `text`.

        Where there are many the text is read once for their first two characters: two code points make one
        number of eight bytes, which costs a quarter of making a string of each two neighbours.
        """
        if len(self._asked) <= FEW:
            return {phrase for phrase in self._asked if phrase in text}
        codes = memoryview(_codes(text))
        pairs: set[int] = set()
        for start in (0, 4):
            whole = codes[start : len(codes) - len(codes[start:]) % 8]
            pairs |= self._by_pair.keys() & whole.cast("Q")
        phrases = (phrase for pair in pairs for phrase in self._by_pair[pair])
        return {phrase for phrase in phrases if len(phrase) == 2 or phrase in text}


class Counts:
    """How often characters stand in a text: the first few are counted one by one, then all together."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, int] = {}

    @cached_property
    def _all(self) -> Counter[str]:
        return Counter(self._text)

    def of(self, char: str) -> int:
        """The occurrences of `char`."""
        if char not in self._known and len(self._known) >= FEW:
            return self._all[char]
        if char not in self._known:
            self._known[char] = self._text.count(char)
        return self._known[char]


def _codes(text: str) -> bytes:
    """The code points of `text`, four bytes each."""
    return text.encode("utf-32-le", "surrogatepass")


def finder(chars: str) -> Callable[[str], object]:
    """A test of whether one of `chars` stands in a text.

    A class is searched for at 1 GB/s where there is none, a single character at 5 to 50 GB/s.
    """
    if len(chars) > FEW:
        return re.compile(f"[{re.escape(chars)}]").search
    return lambda text: any(map(text.__contains__, chars))
