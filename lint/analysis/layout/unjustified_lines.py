"""Ragged lines: verse, names, captions, which end where they like and not where the page ends.

In a wrapped paragraph the next word never fits behind a line that is not its last. Where it would have fitted
behind many short lines, each has been ended on purpose. Measured: of lines without a mark at their end the
next word would fit behind .75 in modern poems, behind .00 to .01 in wrapped prose, and behind .35 in a
magazine's narrow columns, where what stands beside them was read as part of the line.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import mode
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.layout.line_ends import End, ending, first_unit, is_rest
from lint.core.character_classes import width
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document

WIDEST = 52
"""Half-ems of the longest line of verse, its indent included: 26 Han."""

_SHARE = 0.5
"""Share of lines without a mark at their end behind which the next word fits, from which they are ragged."""

_FEWEST = 3
"""Lines without a mark at their end from which the share says something."""

_COLUMN, _STRAY = 2, 4
"""Full lines that make a wrapped paragraph among ragged lines, and how many of them one short line takes."""

_TOGETHER, _MOST = 4, 0.7
"""Lines, at least, and share of a run's lines, that end together where it was wrapped: the others have dots
that were read as more, or marks that hang out."""

_SLACK = 2
"""Half-ems by which a wrapped line may be short: marks that hang out, a digit of another width."""


@fact
def ragged(doc: Document) -> frozenset[int]:
    """The blocks that are ragged lines."""
    text, found = doc.text, blocks(doc)
    places: set[int] = set()
    for first, last in _stretches(found):
        runs = [(start, end, *_count(text, found[start:end])) for start, end in _runs(found, first, last)]
        loose, tight = sum(run[2] for run in runs), sum(run[3] for run in runs)
        if loose + tight < _FEWEST or loose < _SHARE * (loose + tight):
            continue
        places.update(range(first, last))
        columns = [run for run in runs if run[3] >= _COLUMN and run[2] * _STRAY <= run[3]]
        margins = {_margin(found[start:end]) for start, end, _, _ in columns}
        for start, end, out, full in runs:
            if full >= out and not margins.isdisjoint(
                range((edge := _margin(found[start:end])) - 2, edge + 3)
            ):
                places.difference_update(range(start, end))
    return frozenset(places)


def _count(text: str, run: Sequence[Block]) -> tuple[int, int]:
    """Lines without a mark at their end behind which the next word fits, and does not."""
    margin = _margin(run)
    loose = tight = 0
    for one, other in pairwise(run):
        if ending(text, one) is End.OPEN:
            room = margin - one.indent - one.width - _SLACK
            fits = room >= 0 and room >= width(first_unit(text, other))
            loose += fits
            tight += not fits
    return loose, tight


def _margin(run: Sequence[Block]) -> int:
    """Where the longest line of `run` ends, of those that end together if most do.

    An item's first line, which may hang out, is not asked.
    """
    hangs = run[0].kind is Kind.LIST and len(run) > 2
    ends = [block.indent + block.width for block in run[hangs:]]
    most = mode(ends)
    near = [end for end in ends if abs(end - most) <= _SLACK]
    together = len(near) >= max(_TOGETHER, _MOST * len(ends))
    return max(near if together else ends)


def _stretches(found: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Parts of the text where all lines are short, end excluded."""
    first = 0
    for n, block in enumerate(found):
        if block.indent + block.width > WIDEST:
            if n - first >= _FEWEST:
                yield first, n
            first = n + 1
    if len(found) - first >= _FEWEST:
        yield first, len(found)


def _runs(found: Sequence[Block], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Lines of a stretch that may go on in each other, with no blank line between: stanzas."""
    start = first
    for n in range(first + 1, last + 1):
        if n == last or found[n].blanks or not is_rest(found[n - 1], found[n]):
            if n - start > 1:
                yield start, n
            start = n
