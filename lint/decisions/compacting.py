"""A decisions file with one line a decision, and what there is of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.decisions.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.decisions.events import Event
    from lint.decisions.replay import Fate

LAST = frozenset({"stale", "waiting"})
"""States without a place in the text: their lines come last."""


def compacted(fates: Iterable[Fate]) -> list[Event]:
    """The events to keep of decisions with these `fates`: what is fulfilled goes, the rest is by place.

    Where people differ, a line of each stays.
    """
    left = [fate for fate in fates if fate.state != "fulfilled"]
    left.sort(key=lambda fate: (fate.state in LAST, fate.span, fate.decision.event.id))
    return [event for fate in left for event in _lines(fate)]


def _lines(fate: Fate) -> Sequence[Event]:
    decision = fate.decision
    return decision.events if decision.verdict == "conflict" else (decision.event,)


def without_known(fates: Iterable[Fate], events: Sequence[Event]) -> list[Event]:
    """The `events` without the lines of a baseline that silence nothing any more."""
    gone = {
        event
        for fate in fates
        if fate.state in {"stale", "idle", "fulfilled"}
        for event in fate.decision.events
        if event.verdict == "known"
    }
    return [event for event in events if event not in gone]


def pairs(events: Iterable[Event]) -> list[tuple[str, str]]:
    """What was accepted as replacements of words: before and after, each once, the most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    for decision in fold(events):
        event = decision.event
        if decision.applies and event.to is not None and _is_word(event.quote.middle, event.to):
            pair = (event.quote.middle, event.to)
            counts[pair] = counts.get(pair, 0) + 1
    return sorted(counts, key=lambda pair: (-counts[pair], pair))


def _is_word(middle: str, to: str) -> bool:
    """Whether the pair could be a rule: without its surroundings one character says too little."""
    return len(middle) > 1 and middle != to and not any(map(str.isspace, middle))
