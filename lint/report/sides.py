"""A patch as rows of two columns: before and after, paragraph beside paragraph, cut into marked pieces.

A row ends where a line break stands on both sides, so a row with hard wraps is one paragraph on the right
and the lines it was cut into on the left.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.core.findings import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.core.patches import Patch

_BREAK = re.compile(r"\n+")


class Row(NamedTuple):
    """Stretches of the source and of the output that correspond, and the numbers of the changes there."""

    source: Span
    output: Span
    changes: range


class Mark(NamedTuple):
    """A stretch with the number of what is marked there."""

    start: int
    end: int
    number: int


class Piece(NamedTuple):
    """Text that is marked alike throughout: the change it belongs to (-1: none) and the findings on it."""

    text: str
    change: int
    findings: tuple[int, ...]


class _Cut(NamedTuple):
    """A place in both texts, and how many changes stand before it."""

    source: int
    output: int
    changes: int


def rows(patch: Patch) -> Iterator[Row]:
    """The rows of `patch`, in order; together they are the whole of both texts."""
    begun = _Cut(0, 0, 0)
    for cut in _cuts(patch):
        if cut > begun:
            yield Row(
                Span(begun.source, cut.source),
                Span(begun.output, cut.output),
                range(begun.changes, cut.changes),
            )
            begun = cut


def _cuts(patch: Patch) -> Iterator[_Cut]:
    """Where lines begin on both sides, and the end."""
    source, output, changes = patch.source, patch.output, patch.changes
    at = out = 0  # where the stretch that both sides share begins
    for number in range(len(changes) + 1):
        stop = changes[number].start if number < len(changes) else len(source)
        cuts = [hit.end() for hit in _BREAK.finditer(source, at, stop)]
        if _at_line_start(source, at) and _at_line_start(output, out) and not source.startswith("\n", at):
            cuts.insert(0, at)
        if cuts and cuts[-1] == stop and number < len(changes) and _drops_blank_lines(patch, number):
            cuts.pop()  # they belong to the paragraph they follow
        yield from (_Cut(cut, cut - at + out, number) for cut in cuts)
        if number < len(changes):
            at, out = changes[number].end, patch.output_ends[number]
    yield _Cut(len(source), len(output), len(changes))


def _at_line_start(text: str, offset: int) -> bool:
    return offset == 0 or text[offset - 1] == "\n"


def _drops_blank_lines(patch: Patch, number: int) -> bool:
    change = patch.changes[number]
    return not change.text and not patch.source[change.start : change.end].strip("\n")


def pieces(text: str, span: Span, changes: Sequence[Mark], findings: Sequence[Mark]) -> list[Piece]:
    """``text[span]`` cut where a change or a finding begins or ends; empty marks are empty pieces.

    `changes` are sorted and disjoint, `findings` sorted by their starts; both may reach out of the span.
    """
    edges = {span.start, span.end}
    for mark in (*changes, *findings):
        edges.update(min(max(at, span.start), span.end) for at in (mark.start, mark.end))
    cuts = sorted(edges)
    found: list[Piece] = []
    covering: list[Mark] = []
    next_change = next_finding = 0
    for number, start in enumerate(cuts):
        covering = [mark for mark in covering if mark.end > start]
        while next_finding < len(findings) and findings[next_finding].start <= start:
            mark = findings[next_finding]
            next_finding += 1
            if mark.end > start:
                covering.append(mark)
            elif mark.start == mark.end:
                found.append(Piece("", -1, (mark.number,)))
        on = tuple(mark.number for mark in covering)
        while next_change < len(changes) and changes[next_change].end <= start:
            mark = changes[next_change]
            next_change += 1
            if mark.start == mark.end == start:
                found.append(Piece("", mark.number, on))
        if number + 1 == len(cuts):
            break
        inside = next_change < len(changes) and changes[next_change].start <= start
        change = changes[next_change].number if inside else -1
        found.append(Piece(text[start : cuts[number + 1]], change, on))
    return found
