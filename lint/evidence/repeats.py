"""Text that stands twice: words doubled on the spot, and passages copied from elsewhere.

Passages are compared by clauses (what stands between two marks), each looked up by its text, so that the
cost grows with the text alone: a file of one line repeated a million times is one run, not a million
pairs. A copy that shares no whole clause with its original is not seen.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lint.document import fact
from lint.findings import Span
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.document import Document

_CLAUSE = re.compile(r"\w+")
_DOUBLED = re.compile(rf"([{HAN}]{{2,30}}?)\1+")
_SHORTEST = 8
"""Passages with fewer letters than this are nobody's concern."""


class Doubled(NamedTuple):
    """``text[start:end]`` is `word` written `copies` times."""

    start: int
    end: int
    word: str
    copies: int


class Repeat(NamedTuple):
    """Two stretches with the same clauses, the second later; they overlap when the text runs in a circle."""

    first: Span
    second: Span
    clauses: int

    @property
    def period(self) -> int:
        """How far apart the two copies begin."""
        return self.second.start - self.first.start

    @property
    def length(self) -> int:
        """Characters of the copy."""
        return self.second.end - self.second.start

    @property
    def gap(self) -> int:
        """Characters between the copies; negative when they overlap."""
        return self.second.start - self.first.end


@fact
def doubled(doc: Document) -> list[Doubled]:
    """Han sequences of 2 to 30 characters that follow themselves at once."""
    return [Doubled(m.start(), m.end(), m[1], len(m[0]) // len(m[1])) for m in _DOUBLED.finditer(doc.text)]


@fact
def clauses(doc: Document) -> list[tuple[int, int]]:
    """Start and end of what stands between two marks or blanks."""
    return [match.span() for match in _CLAUSE.finditer(doc.text)]


@fact
def repeats(doc: Document) -> list[Repeat]:
    """The longest runs of clauses that stand in the text a second time, in the order of the copies.

    Each clause is compared with what follows the run it is in, or else with its last occurrence.
    """
    text = doc.text
    words = [text[start:end] for start, end in clauses(doc)]
    return list(_extended(text, clauses(doc), _runs(words)))


@fact
def echoes(doc: Document) -> list[Repeat]:
    """Clauses that begin or end as the clause before them ends or begins, and have nothing more."""
    text = doc.text
    found = []
    for (start, end), (again, until) in pairwise(clauses(doc)):
        length = min(end - start, until - again)
        if length < _SHORTEST or end - start == until - again:
            continue
        if text.startswith(text[again:until], end - length) or text.startswith(text[start:end], again):
            found.append(Repeat(Span(end - length, end), Span(again, again + length), 1))
    return found


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Triples (first, second, count): ``words[first : first + count]`` stands again at `second`."""
    last: dict[str, int] = {}
    source, begun = -1, 0  # the clause that the next one should equal, and where the run began
    for at, word in enumerate(words):
        if source >= 0 and words[source] == word:
            source += 1
        else:
            if source >= 0:
                yield source - (at - begun), begun, at - begun
            found = last.get(word, -1)
            source, begun = (found + 1, at) if found >= 0 else (-1, at)
        last[word] = at
    if source >= 0:
        yield source - (len(words) - begun), begun, len(words) - begun


def _extended(
    text: str, clauses: Sequence[tuple[int, int]], runs: Iterator[tuple[int, int, int]]
) -> Iterator[Repeat]:
    """The runs long enough to matter, each grown by the characters on both sides that agree too."""
    for first, second, count in runs:
        start, end = clauses[second][0], clauses[second + count - 1][1]
        if end - start < _SHORTEST:
            continue
        origin, until = clauses[first][0], clauses[first + count - 1][1]
        floor = clauses[second - 1][0] if second else 0
        while start > floor and origin > 0 and text[start - 1] == text[origin - 1] != "\n":
            start, origin = start - 1, origin - 1
        ceiling = clauses[second + count][1] if second + count < len(clauses) else len(text)
        while end < ceiling and text[end] == text[until] != "\n":
            end, until = end + 1, until + 1
        yield Repeat(Span(origin, until), Span(start, end), count)
