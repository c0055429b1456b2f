"""Notes at the foot of a page that no blank line sets off: their numbers occur in the text above."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.line_kinds import Block, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = re.compile(r"(?:[\[［〔【（(]\s?(\d{1,2})\s?[\]］〕】）)]{1,2}|([①-⑳]))\s?(?=\S)")
"""The mark of a note at the beginning of a line, as engines read it."""

_NOTED = frozenset({Kind.PARAGRAPH, Kind.LIST, Kind.NOTE})
_EDGES = frozenset({Kind.PAGE_NUMBER, Kind.RUNNING_HEAD})
_MOST_LINES = 3
"""Lines of one note at the foot of a page: where more come without a mark, the page's end was not read."""

_PAGE = 3_000
"""Characters above a note in which its number is looked for: a full page has fewer."""


def mark_page_notes(found: list[Block], text: str) -> None:
    """Make notes of the lines from the first note that the page cites, down to the page's end."""
    for at, block in enumerate(found):
        if block.kind in _EDGES and at and found[at - 1].kind in _NOTED:
            first = _first_note(found, text, at)
            for n in range(first, at):
                found[n] = found[n]._replace(kind=Kind.NOTE)


def _first_note(found: Sequence[Block], text: str, edge: int) -> int:
    """The block that the notes above the page edge begin with; `edge` where there are none."""
    first = n = edge
    while n and first - n < _MOST_LINES and found[n - 1].kind in _NOTED:
        n -= 1
        mark = _MARK.match(text, found[n].start, found[n].end)
        if mark and _is_cited(text, mark, found[n].start):
            first = n
    return first


def _is_cited(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether the number of a note occurs inside a line above it, in brackets or as the same sign."""
    sign = re.escape(mark[2]) if mark[2] else rf"[\[［〔【]\s?{mark[1]}\s?[\]］〕】]"
    return re.search(rf"[^\s\n]\s?{sign}", text[max(0, start - _PAGE) : start]) is not None
