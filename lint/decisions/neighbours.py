"""Quotes as they read after the decisions beside them were applied.

Two decisions a few characters apart quote one another's text. When the cleaned text has taken the place of
the source, neither quote is there as it was written, though both are well. So where a quote is not found, the
changes of its neighbours are made in it, and it is looked for again.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from lint.core.character_classes import content
from lint.core.findings import Span
from lint.decisions.anchoring import Context, common_ends

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.decisions.events import Quote
    from lint.decisions.folding import Decision

LEAST = 2
"""Characters of content beside a change that must agree before it counts as the neighbour's: with one only,
any text with that character would do."""


class _Change(NamedTuple):
    """A decision's change of content, between what is left and right of it in its quote."""

    left: str
    old: str
    new: str
    right: str
    quote: Quote


class Neighbours:
    """The changes of content that `decisions` make."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._by_old: dict[str, list[_Change]] = {}
        for decision in decisions:
            event = decision.event
            if decision.applies and event.to is not None and (change := _change(event.quote, event.to)):
                self._by_old.setdefault(change.old, []).append(change)
        self._lengths = sorted({len(old) for old in self._by_old}, reverse=True)
        self._long = [change for found in self._by_old.values() for change in found if len(change.old) > 1]

    def contexts(self, quote: Quote, *, within: bool) -> Iterator[tuple[Context, str]]:
        """The neighbours of the middle of `quote` and the middle after the changes, the likeliest first.

        At an end of the quote it may not show which of two changes it was: then neither was made there. Only
        `within` is the middle itself changed: that is for decisions that change nothing there.
        """
        usual = Context.of(quote)
        tried = {(usual, quote.middle)}
        for beside in (0, 1):
            if (changed := self._context(quote, usual, beside, within=within)) not in tried:
                tried.add(changed)
                yield changed

    def _context(self, quote: Quote, usual: Context, beside: int, *, within: bool) -> tuple[Context, str]:
        """The neighbours after the changes that agree with so many characters on both sides at least."""
        inside = content(quote.middle)
        whole = usual.before + inside + usual.after
        middle = Span(len(usual.before), len(usual.before) + len(inside))
        taken = self._taken(quote, whole, middle, beside, within=within)
        before = _made(whole, Span(0, middle.start), taken)
        after = _made(whole, Span(middle.end, len(whole)), taken)
        before = self._cut_start(before, inside + after)
        context = usual._replace(before=before, after=self._cut_end(after, before + inside))
        now = _made(whole, middle, taken)
        return context, quote.middle if now == inside else now

    def _taken(
        self, own: Quote, whole: str, middle: Span, beside: int, *, within: bool
    ) -> list[tuple[int, _Change]]:
        """The changes in `whole` beside its `middle`, or in that too: each once, where it fits best."""
        sides = range(len(whole)) if within else (*range(middle.start), *range(middle.end, len(whole)))
        found = sorted(self._fitting(whole, sides, beside), key=itemgetter(0, 1), reverse=True)
        free = [True] * len(whole)
        if not within:
            free[slice(*middle)] = [False] * (middle.end - middle.start)
        taken: list[tuple[int, _Change]] = []
        for _, at, change in found:
            stop = at + len(change.old)
            new = change.quote is not own and all(change is not other for _, other in taken)
            across = any(at < edge < stop for edge in middle)
            if new and not across and all(free[at:stop]):
                taken.append((at, change))
                free[at:stop] = [False] * (stop - at)
        return sorted(taken, key=itemgetter(0))

    def _fitting(self, whole: str, places: Iterable[int], beside: int) -> Iterator[tuple[int, int, _Change]]:
        """The changes that fit at `places` in `whole`: how well, where, and which."""
        for at in places:
            for length in self._lengths:
                if at + length <= len(whole):
                    for change in self._by_old.get(whole[at : at + length], ()):
                        before = _same_end(whole[:at], change.left)
                        after = _same_end(whole[at + length :][::-1], change.right[::-1])
                        if min(before, after) >= beside and before + after >= LEAST:
                            yield before + after, at, change

    def _cut_end(self, side: str, left: str) -> str:
        """`side` without the beginning of a change that its end cuts."""
        whole = left + side
        for change in self._long:
            for length in range(min(len(change.old) - 1, len(side)), 0, -1):
                cut = len(whole) - length
                if whole.endswith(change.old[:length]) and _same_end(whole[:cut], change.left) >= LEAST:
                    return side[: len(side) - length]
        return side

    def _cut_start(self, side: str, right: str) -> str:
        whole = side + right
        for change in self._long:
            for length in range(min(len(change.old) - 1, len(side)), 0, -1):
                beside = _same_end(whole[length:][::-1], change.right[::-1])
                if whole.startswith(change.old[-length:]) and beside >= LEAST:
                    return side[length:]
        return side


def _change(quote: Quote, to: str) -> _Change | None:
    """The change of content that puts `to` in place of the middle; None if there is none."""
    old, new = content(quote.middle), content(to)
    if old == new:
        return None
    left, right = content(quote.before), content(quote.after)
    start, end = common_ends(old, new)
    left, right = left + old[:start], old[len(old) - end :] + right
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if not old and left:  # an insertion is known by the character before it
        left, old, new = left[:-1], left[-1], left[-1] + new
    return _Change(left, old, new, right, quote) if old else None


def _made(whole: str, part: Span, taken: Iterable[tuple[int, _Change]]) -> str:
    """That `part` of `whole` with the changes made that lie in it."""
    parts: list[str] = []
    kept = part.start
    for at, change in taken:
        if part.start <= at < part.end:
            parts += (whole[kept:at], change.new)
            kept = at + len(change.old)
    return "".join((*parts, whole[kept : part.end]))


def _same_end(one: str, other: str) -> int:
    """How many characters the shorter of the two has, if the longer ends with it; else -1."""
    most = min(len(one), len(other))
    return most if one[len(one) - most :] == other[len(other) - most :] else -1
