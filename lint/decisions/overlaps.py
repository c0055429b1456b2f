"""Wishes that touch one another's text: which go together, which must wait, which exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.core.findings import Edit, Span
    from lint.decisions.folding import Decision


class Wanted(NamedTuple):
    """A decision that wants `edits` made at `span`, signed with `name`."""

    decision: Decision
    span: Span
    name: str
    edits: tuple[Edit, ...]

    @property
    def moves(self) -> bool:
        """Whether text is moved."""
        return any(edit.origin >= 0 for edit in self.edits)


class Disjoint(NamedTuple):
    """Wishes that can be fulfilled at once; those that must wait for the next text; those that can't be."""

    taken: list[Wanted]
    put_off: list[Wanted]
    clash: list[Wanted]


def disjoint(wanted: Sequence[Wanted]) -> Disjoint:
    """The wishes, parted.

    Two of the same edits agree. Where text is moved, what is to be changed in it waits until it is there; two
    others that overlap exclude each other.
    """
    waits: set[int] = set()
    clashes: set[int] = set()
    for one, other in _pairs(wanted):
        left, right = wanted[one], wanted[other]
        if left.edits == right.edits:
            continue
        if left.moves != right.moves:
            waits.add(other if left.moves else one)
        else:
            clashes |= {one, other}
    parted = Disjoint([], [], [])
    for number, wish in enumerate(wanted):
        parts = parted.clash if number in clashes else parted.put_off if number in waits else parted.taken
        parts.append(wish)
    return parted


def _pairs(wanted: Sequence[Wanted]) -> set[tuple[int, int]]:
    """Which two overlap, by their numbers."""
    edits = sorted(
        ((edit, number) for number, wish in enumerate(wanted) for edit in wish.edits),
        key=lambda item: (item[0].start, item[0].end),
    )
    pairs: set[tuple[int, int]] = set()
    open_: list[tuple[Edit, int]] = []
    for edit, number in edits:
        open_ = [item for item in open_ if item[0].end > edit.start or _same_point(item[0], edit)]
        pairs |= {(other, number) for _, other in open_ if other != number}
        open_.append((edit, number))
    return pairs


def _same_point(one: Edit, other: Edit) -> bool:
    """Whether both put text in at one place, so that nothing says which comes first."""
    return one.start == one.end == other.start == other.end
