"""Text that stands twice: words doubled on the spot, and passages copied from elsewhere.

Passages are compared by clauses (what stands between two marks), each looked up by its text, so that the
cost grows with the text alone: a file of one line repeated a million times is one run, not a million
pairs. Only clauses near a place that stands twice are looked up: next to its copy
(`lint.analysis.repetition.tandem_repeats`), or anywhere at the end of a sentence (`recurrences`). A copy that
shares no whole clause with its original is not seen.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from itertools import accumulate, chain, compress, count, pairwise
from operator import itemgetter, or_
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.repetition.tandem_repeats import agreement, agreement_before, runs
from lint.core.character_classes import HAN
from lint.core.document import fact
from lint.core.findings import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.core.document import Document

_CLAUSE = re.compile(r"\w+")
_DOUBLED = re.compile(rf"([{HAN}]{{2,30}}?)\1+")
_SHORTEST = 8
"""Passages with fewer letters than this are nobody's concern."""

_WIDEST = 30
"""Characters of the longest doubled word."""

_MARGIN = 40
"""Characters on each side of a place that stands twice in which whole clauses are looked up."""

_WINDOW = 10
"""Characters before and after a stop that are looked up to find what recurs."""

MIDDLE = _WINDOW // 2
"""Offset of their middle."""

RECURRING = 14
"""Characters that must agree in what recurs: less is a set phrase, and more seldom agree in two readings of
one page, with one character in twenty read differently."""


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


class _Clauses(NamedTuple):
    """Where clauses start and where they end; flat, for a book has a hundred thousand."""

    starts: array[int]
    ends: array[int]


class Recurrence(NamedTuple):
    """Two stretches that agree, the second later, with a stop in them or at their edge."""

    first: Span
    second: Span
    """All that agrees."""
    windows: array[int]
    """Where the second has ten characters beside a stop."""


@fact
def doubled(doc: Document) -> list[Doubled]:
    """Han sequences of 2 to 30 characters that follow themselves at once."""
    squares = _merged(
        (run.start, run.end) for run in runs(doc) if run.period <= _WIDEST and run.agreeing >= run.period
    )
    return [
        Doubled(match.start(), match.end(), match[1], len(match[0]) // len(match[1]))
        for start, end in squares
        for match in _DOUBLED.finditer(doc.text, start, end)
    ]


@fact
def recurrences(doc: Document) -> list[Recurrence]:
    """What stands in the text before, each with its last time, found by what stands beside its stops."""
    found: list[Recurrence] = []
    known: dict[int, Recurrence] = {}  # the last at each distance: a long one is not measured again and again
    for before, again in _windows(doc.text):
        last = known.get(again - before)
        if last and again < last.second.end:
            last.windows.append(again)
        elif _may_recur(doc.text, before, again):
            back, ahead = agreement_before(doc.text, before, again), agreement(doc.text, before, again)
            if back + ahead >= RECURRING:
                first, second = Span(before - back, before + ahead), Span(again - back, again + ahead)
                found.append(Recurrence(first, second, array("q", [again])))
                known[again - before] = found[-1]
    return found


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Where ten characters at a stop stood the last time before, and where they stand.

    They are compared by their hashes: a list of all of them would take more memory than the text.
    """
    parts = text.replace("！", "。").replace("？", "。").replace("；", "。").split("。")
    ends = array("q", accumulate(map(len, parts)))  # without the stops between them
    windows = (itemgetter(slice(_WINDOW)), itemgetter(slice(-_WINDOW, None)))
    heads, tails = (array("q", map(hash, map(window, parts))) for window in windows)
    del parts
    often = Counter(heads)
    often.update(tails)
    twice = {window for window, times in often.items() if times > 1}
    del often
    last: dict[int, int] = {}
    for n in compress(count(), map(or_, *(map(twice.__contains__, part) for part in (heads, tails)))):
        start, end = ends[n - 1] + n if n else 0, ends[n] + n
        if end - start < _WINDOW:
            continue
        for window, again in ((heads[n], start), (tails[n], end - _WINDOW)):
            if window in twice:
                before = last.get(window, again)
                if before < again:
                    yield before, again
                last[window] = again


def _may_recur(text: str, before: int, again: int) -> bool:
    """Whether half of what must agree besides the ten stands on one side of them."""
    half = (RECURRING - _WINDOW + 1) // 2
    behind = text[before + _WINDOW : before + _WINDOW + half]
    return text.startswith(behind, again + _WINDOW) or (
        text[max(0, before - half) : before] == text[again - half : again]
    )


@fact
def passages(doc: Document) -> list[Repeat]:
    """The longest runs of clauses that recur in the text, however far, in the order of the copies."""
    both = ((found.first, found.second) for found in recurrences(doc))
    return _repeats(doc, _clauses(doc, (span for pair in both for span in pair)))


@fact
def repeats(doc: Document) -> list[Repeat]:
    """The longest runs of clauses that stand twice with little between, in the order of the copies."""
    return _repeats(doc, _near(doc))


@fact
def echoes(doc: Document) -> list[Repeat]:
    """Clauses that begin or end as the clause before them ends or begins, and have nothing more."""
    text = doc.text
    found = []
    for (start, end), (again, until) in pairwise(zip(*_near(doc), strict=True)):
        length = min(end - start, until - again)
        if length < _SHORTEST or end - start == until - again:
            continue
        if text.startswith(text[again:until], end - length) or text.startswith(text[start:end], again):
            found.append(Repeat(Span(end - length, end), Span(again, again + length), 1))
    return found


@fact
def _near(doc: Document) -> _Clauses:
    """The clauses round places that stand twice with little between."""
    at_once = ((run.start, run.end) for run in runs(doc) if run.agreeing >= _SHORTEST)
    longer = (
        (found.first.start, found.second.end)
        for found in recurrences(doc)
        if found.second.start - found.first.end <= _SHORTEST
    )
    return _clauses(doc, (*at_once, *longer))


def _clauses(doc: Document, spans: Iterable[tuple[int, int]]) -> _Clauses:
    """What stands between two marks or blanks, in `spans` and a little round them."""
    size = len(doc.text)
    wider = ((max(0, start - _MARGIN), min(size, end + _MARGIN)) for start, end in spans)
    edges = array("q")
    for start, end in _merged(wider):
        first = len(edges)
        edges.extend(chain.from_iterable(map(re.Match.span, _CLAUSE.finditer(doc.text, start, end))))
        # What the edges cut through is no clause.
        if len(edges) > first and start and edges[first] == start:
            del edges[first : first + 2]
        if len(edges) > first and end < size and edges[-1] == end:
            del edges[-2:]
    return _Clauses(edges[::2], edges[1::2])


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """`spans` in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _repeats(doc: Document, clauses: _Clauses) -> list[Repeat]:
    """The runs of `clauses` that stand a second time.

    Each clause is compared with what follows the run it is in, or else with its last occurrence; by its hash,
    for in a text that is copied whole the clauses themselves would take several times its memory.
    """
    words = array("q", map(hash, map(doc.text.__getitem__, map(slice, *clauses))))
    return list(_extended(doc.text, clauses, _runs(words)))


def _runs(words: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Triples (first, second, count): ``words[first : first + count]`` stands again at `second`."""
    last: dict[int, int] = {}
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


def _extended(text: str, clauses: _Clauses, runs: Iterator[tuple[int, int, int]]) -> Iterator[Repeat]:
    """The runs long enough to matter, each grown by the characters on both sides that agree too."""
    starts, ends = clauses
    for first, second, number in runs:
        start, end = starts[second], ends[second + number - 1]
        if end - start < _SHORTEST:
            continue
        origin, until = starts[first], ends[first + number - 1]
        floor = starts[second - 1] if second else 0
        while start > floor and origin > 0 and text[start - 1] == text[origin - 1] != "\n":
            start, origin = start - 1, origin - 1
        ceiling = ends[second + number] if second + number < len(ends) else len(text)
        while end < ceiling and text[end] == text[until] != "\n":
            end, until = end + 1, until + 1
        yield Repeat(Span(origin, until), Span(start, end), number)
