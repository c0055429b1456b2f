"""Choosing fixes, and the patch they make.

A `Patch` is the exact difference between two texts: sorted, disjoint changes, each signed by the findings
it came from. It needs no diff algorithm, maps positions both ways, and patches of successive rounds
compose into one (`Patch.then`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lint.core.character_classes import content
from lint.core.findings import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.core.findings import Edit, Finding, Fix, Safety


class Change(NamedTuple):
    """``source[start:end]`` becomes `text`; `by` names the findings; `origin` as in `Edit`."""

    start: int
    end: int
    text: str
    by: tuple[str, ...] = ()
    origin: int = -1


class Patch:
    """What turns `source` into `output`. Changes must be sorted and must not overlap."""

    def __init__(self, source: str, changes: Sequence[Change] = ()) -> None:
        self.source = source
        self.changes = tuple(changes)
        end = 0
        for change in self.changes:
            if change.start < end or change.end < change.start or change.end > len(source):
                msg = f"overlapping or misplaced change {change}"
                raise ValueError(msg)
            end = change.end

    def __bool__(self) -> bool:
        return bool(self.changes)

    @cached_property
    def output(self) -> str:
        """The text after all changes."""
        parts: list[str] = []
        end = 0
        for change in self.changes:
            parts += (self.source[end : change.start], change.text)
            end = change.end
        parts.append(self.source[end:])
        return "".join(parts)

    @cached_property
    def _pieces(self) -> tuple[list[int], list[int], list[int]]:
        """Per piece of the output: its start, where it stands in the source, its change (-1: kept)."""
        starts, sources, numbers = [0], [0], [-1]
        at = end = 0
        for number, change in enumerate(self.changes):
            at += change.start - end
            if change.text:
                starts.append(at)
                sources.append(change.start if change.origin < 0 else change.origin)
                numbers.append(number)
                at += len(change.text)
            starts.append(at)
            sources.append(change.end)
            numbers.append(-1)
            end = change.end
        return starts, sources, numbers

    def to_source(self, offset: int) -> int:
        """Where in the source the output's `offset` came from; for new text, where that text replaced."""
        starts, sources, numbers = self._pieces
        piece = bisect_right(starts, offset) - 1
        number = numbers[piece]
        if number >= 0 and self.changes[number].origin < 0:
            return sources[piece]
        return sources[piece] + offset - starts[piece]

    def to_output(self, offset: int) -> int:
        """Where the source's `offset` stands in the output; for deleted text, where it stood."""
        at = bisect_right(self._source_starts, offset) - 1
        if at < 0:
            return offset
        change = self.changes[at]
        shifted = self.output_ends[at]
        return shifted + offset - change.end if offset >= change.end else shifted - len(change.text)

    @cached_property
    def _source_starts(self) -> list[int]:
        return [change.start for change in self.changes]

    @cached_property
    def output_ends(self) -> list[int]:
        """Where each change ends in the output."""
        ends, shift = [], 0
        for change in self.changes:
            shift += len(change.text) - (change.end - change.start)
            ends.append(change.end + shift)
        return ends

    def signers(self, start: int, end: int) -> tuple[str, ...]:
        """The names of the findings whose changes touch ``output[start:end]``."""
        first = bisect_left(self.output_ends, start)
        found: dict[str, None] = {}
        for change, stop in zip(self.changes[first:], self.output_ends[first:], strict=True):
            if stop - len(change.text) > end:
                break
            found.update(dict.fromkeys(change.by))
        return tuple(found)

    def shift(self, start: int, end: int) -> int | None:
        """What leads from ``output[start:end]`` to the source, if it lies inside one stretch that was kept.

        It does for nearly all that is found; `hull` and `runs` say the same of such a stretch.
        """
        starts, sources, numbers = self._pieces
        piece = bisect_right(starts, start) - 1
        if numbers[piece] >= 0 or (piece and starts[piece] == start):
            return None
        if piece + 1 < len(starts) and end > starts[piece + 1]:
            return None
        return sources[piece] - starts[piece]

    def runs(self, start: int, end: int) -> list[Span] | None:
        """The stretches of the source that ``output[start:end]`` is made of, in the output's order.

        None when part of it is new text, which no stretch of the source stands for. An empty range gives
        one empty stretch, at the end of what stands before it.
        """
        starts, sources, numbers = self._pieces
        if start == end:
            before = bisect_right(starts, start - 1) - 1 if start else 0
            if numbers[before] >= 0 and self.changes[numbers[before]].origin < 0:
                # Beside new text: its far edge is a place in the source, its inside is not.
                after = bisect_right(starts, start) - 1
                return [Span(sources[after], sources[after])] if starts[after] == start else None
            at = sources[before] + start - starts[before]
            return [Span(at, at)]
        found: list[Span] = []
        piece = bisect_right(starts, start) - 1
        while start < end:
            stop = min(end, starts[piece + 1]) if piece + 1 < len(starts) else end
            if stop > start:
                number = numbers[piece]
                if number >= 0 and self.changes[number].origin < 0:
                    return None
                at = sources[piece] + start - starts[piece]
                if found and found[-1].end == at:
                    found[-1] = Span(found[-1].start, at + stop - start)
                else:
                    found.append(Span(at, at + stop - start))
            start = stop
            piece += 1
        return found

    def hull(self, start: int, end: int) -> Span:
        """The stretch of the source from where ``output[start]`` to where ``output[end - 1]`` came from.

        New text stands for what it replaced. Where moved text turns the two round, the place of the first.
        """
        if start == end:
            at = self.to_source(start)
            return Span(at, at)
        starts, sources, numbers = self._pieces
        first = self.to_source(start)
        piece = bisect_right(starts, end - 1) - 1
        change = self.changes[numbers[piece]] if numbers[piece] >= 0 else None
        last = change.end if change and change.origin < 0 else sources[piece] + end - starts[piece]
        return Span(first, max(first, last))

    def then(self, later: Patch) -> Patch:
        """This patch followed by `later`, whose source is this one's output, as one patch."""
        return Patch(self.source, list(_compose(self, later)))


def _compose(first: Patch, second: Patch) -> Iterator[Change]:
    """The changes of `first`, then `second`, in the source's offsets; those that overlap become one.

    Both are laid out on the text between them, in groups of overlapping changes.
    """
    ours = [
        (end - len(change.text), end, 0, change)
        for change, end in zip(first.changes, first.output_ends, strict=True)
    ]
    items = sorted([*ours, *((c.start, c.end, 1, c) for c in second.changes)], key=itemgetter(0, 1, 2))
    shift = 0  # what leads from the text between to the source, just before the group
    at = 0
    while at < len(items):
        start, end = items[at][:2]
        stop = at + 1
        while stop < len(items) and items[stop][0] < end:
            end = max(end, items[stop][1])
            stop += 1
        group = items[at:stop]
        after = next((c.end - e for _, e, second_, c in reversed(group) if not second_), shift)
        if len(group) > 1:
            text = _applied(first.output, start, end, [c for _, _, second_, c in group if second_])
            by = tuple(dict.fromkeys(name for *_, c in group for name in c.by))
            yield Change(start + shift, end + after, text, by)
        elif group[0][2]:
            change = group[0][3]
            yield change._replace(start=start + shift, end=end + shift, origin=_origin(change, first))
        else:
            yield group[0][3]
        shift, at = after, stop


def _origin(change: Change, first: Patch) -> int:
    """Where the text that `change` moves stands in the source of `first`, if it stands there in one piece."""
    if change.origin < 0:
        return -1
    runs = first.runs(change.origin, change.origin + len(change.text))
    return runs[0].start if runs and len(runs) == 1 else -1


def _applied(text: str, start: int, end: int, changes: Iterable[Change]) -> str:
    """``text[start:end]`` with `changes` made in it."""
    parts: list[str] = []
    for change in changes:
        parts += (text[start : change.start], change.text)
        start = change.end
    parts.append(text[start:end])
    return "".join(parts)


def keeps_content(fix: Fix, text: str) -> bool:
    """Whether no edit changes the sequence of letters, digits and Han characters: the bar for safe."""
    return all(_same_content(text[edit.start : edit.end], edit.text) for edit in fix.edits)


@lru_cache(maxsize=1024)
def _same_content(one: str, other: str) -> bool:
    # Most edits of a text are of a few kinds: a line end goes, a comma becomes full width.
    return content(one) == content(other)


def choose(candidates: Sequence[tuple[Finding, str]], level: Safety) -> list[Change]:
    """Changes of the fixes that may be applied at `level` and do not touch each other, sorted.

    `candidates` are findings with their names, the ones to prefer first. Where edits of two fixes overlap
    the later fix is left for the next round. Insertions at one place keep the order of the candidates.
    """
    edits: list[tuple[int, int, int, Edit]] = []
    for rank, (finding, _) in enumerate(candidates):
        if finding.fix is not None and finding.fix.safety <= level:
            edits += ((e.start, e.end, rank, e) for e in finding.fix.edits)
    edits.sort(key=itemgetter(0, 1, 2))
    rejected: set[int] = set()
    kept: list[tuple[int, int, int, Edit]] = []
    for item in edits:
        if item[2] in rejected:
            continue
        while kept and item[0] < kept[-1][1]:
            if kept[-1][2] <= item[2]:  # a fix that overlaps itself is no fix
                rejected.add(item[2])
                break
            rejected.add(kept.pop()[2])
        else:
            kept.append(item)
    return [
        Change(start, end, edit.text, (candidates[rank][1],), edit.origin)
        for start, end, rank, edit in kept
        if rank not in rejected
    ]
