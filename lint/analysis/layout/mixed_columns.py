"""Columns that were read across: the lines of several columns stand by turns.

In text read in order words lie across neighbouring line ends (.20–.40 of them) and not across those of lines
further apart (≤ .054). Where k columns were read across it is the other way round: .042 at the next line and
.348 two lines on for two columns, .016 and .222 four lines on for four.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.blocks.classify import blocks
from lint.analysis.layout.coherence import State, block_ratio, coherence, junction_ratio
from lint.core.character_classes import HAN, width
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.analysis.blocks.line_kinds import Block
    from lint.analysis.layout.coherence import Coherence
    from lint.core.document import Document

_MOST_COLUMNS = 5

_NEXT, _FURTHER = 0.10, 0.15
"""Shares of words across the next line end, below which, and across one further on, above which, columns were
read across: between the figures above."""

_FEWEST = 24
"""Lines from which shares say something: three or four words across at the least."""

_WORD = 3.0
"""A word, and no mere pair of characters, gives a ratio above this."""

_GUTTER = re.compile(r"(?<=\S)(?: {3,}|\u3000{2,})(?=\S)")
_HAN = re.compile(f"[{HAN}]")

_ROWS, _SHARE = 12, 0.5
"""Rows with a gutter that make columns, and their share of the rows of a stretch at least."""

_CELL = 12
"""Half-ems of the median column from which it holds lines of text and no cells of a table."""


class MixedColumns(NamedTuple):
    """Blocks `first` to `last`, in which the lines of `columns` columns stand by turns or side by side."""

    first: int
    last: int
    columns: int


@fact
def mixed_columns(doc: Document) -> list[MixedColumns]:
    """The parts of `doc` in which columns were read across, in order."""
    text, found = doc.text, blocks(doc)
    return list(_by_turns(text, found, coherence(doc))) or list(_side_by_side(text, found))


def _by_turns(text: str, found: Sequence[Block], known: Coherence) -> Iterator[MixedColumns]:
    for state, total, run in known.runs():
        if state is State.INCOHERENT and total < 0 and len(run) >= _FEWEST:
            shares = [_share(text, [found[n] for n in run], lag) for lag in range(1, _MOST_COLUMNS + 1)]
            best = max(range(1, _MOST_COLUMNS), key=shares.__getitem__)
            if shares[0] < _NEXT and shares[best] > _FURTHER:
                yield MixedColumns(run[0], run[-1], best + 1)


def _share(text: str, run: Sequence[Block], lag: int) -> float:
    """The share of lines without a mark at their end with a word across to the line `lag` lines on."""
    words = total = 0
    for left, right in zip(run, run[lag:], strict=False):
        if _HAN.match(text, left.end - 1) is None or _HAN.match(text, right.start) is None:
            continue
        total += 1
        words += block_ratio(text, left, right) > _WORD
    return words / max(_FEWEST // 3, total)


def _side_by_side(text: str, found: Sequence[Block]) -> Iterator[MixedColumns]:
    """Stretches of rows with wide gutters between pieces of text that go on in the next row."""
    rows = [_pieces(text, block) for block in found]
    first = 0
    for n in range(1, len(found) + 1):
        if n < len(found) and found[n].blanks <= 1:
            continue
        parted = [row for row in rows[first:n] if len(row) > 1]
        if len(parted) >= _ROWS and len(parted) >= _SHARE * (n - first):
            widths = sorted(width(piece) for row in parted for piece in row)
            if widths[len(widths) // 2] >= _CELL and _goes_on(parted):
                counts = Counter(len(row) for row in parted)
                most = max(count for count, times in counts.items() if times * 8 >= len(parted))
                yield MixedColumns(first, n - 1, most)
        first = n


def _pieces(text: str, block: Block) -> list[str]:
    line = text[block.start : block.end]
    if "   " not in line and "\u3000\u3000" not in line:
        return [line]
    return [piece.strip() for piece in _GUTTER.split(line)]


def _goes_on(rows: Sequence[Sequence[str]]) -> bool:
    """Whether words lie across from the last piece of a row to the last of the next, as in a column."""
    words = total = 0
    for above, below in pairwise(rows):
        total += 1
        words += junction_ratio(above[-1], below[-1]) > _WORD
    return words >= _FURTHER * total
