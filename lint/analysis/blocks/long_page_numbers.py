"""Page numbers of five digits and more: each alone may be anything, in a row they count pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.line_kinds import Block, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER = re.compile(r"[-—–·•~∙*.|]*\s*(\d{1,7})\s*[-—–·•~∙*.|]*")
_WIDEST = 16
"""Half-ems of a long number with what is drawn beside it."""

_SHORT = 9_999
"""What a line of its own shows to be a page number, see `lint.analysis.blocks.line_kinds`."""

_STEP = 3
"""Pages between two numbers that were both read, at most."""

_LEAST = 3
"""Numbers in a row that count up, at least."""

_KINDS = {Kind.PARAGRAPH, Kind.PAGE_NUMBER}


def mark_long_numbers(found: list[Block], text: str) -> None:
    """Make long numbers page numbers where they count up, with something between each two."""
    for row in _rows(list(_numbers(found, text))):
        if len(row) >= _LEAST:
            for at, _ in row:
                found[at] = found[at]._replace(kind=Kind.PAGE_NUMBER)


def _numbers(found: Sequence[Block], text: str) -> Iterator[tuple[int, int]]:
    """The lines that are a number, and the number; none where no number is long."""
    narrow = [at for at, block in enumerate(found) if block.width <= _WIDEST and block.kind in _KINDS]
    numbers = [
        (at, int(match[1]))
        for at in narrow
        if (match := _NUMBER.fullmatch(text, found[at].start, found[at].end))
    ]
    if any(number > _SHORT for _, number in numbers):
        yield from numbers


def _rows(numbers: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Numbers that count up."""
    row: list[tuple[int, int]] = []
    for at, number in numbers:
        if row and not (at > row[-1][0] + 1 and row[-1][1] < number <= row[-1][1] + _STEP):
            yield row
            row = []
        row.append((at, number))
    yield row
