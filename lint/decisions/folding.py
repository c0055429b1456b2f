"""Many events, one decision a place: what counts in the end, and where people differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from lint.core.character_classes import content
from lint.decisions.events import Event, Quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Outcome = Literal["accept", "reject", "edit", "later", "known", "conflict"]

WEAK = frozenset({"later", "known"})
"""Verdicts that say nothing about the text: they differ from no other, and any other overrides them."""


class Decision(msgspec.Struct, frozen=True):
    """What counts at one place. `events` are those that it comes from: one of each person."""

    verdict: Outcome
    event: Event
    events: tuple[Event, ...] = ()

    @property
    def applies(self) -> bool:
        """Whether text is to be changed."""
        return self.verdict in {"accept", "edit"}


def live(events: Iterable[Event]) -> list[Event]:
    """The events in order of time, then of lines, without those taken back and repetitions of a line."""
    kept: list[Event] = []
    for event in sorted(dict.fromkeys(events), key=lambda event: event.at):
        if event.verdict == "undo":
            _take_back(kept, event)
        else:
            kept.append(event)
    return kept


def _take_back(kept: list[Event], undo: Event) -> None:
    """Remove what `undo` names: a bulk, or else the last event of that id; only its own author's."""
    mine = [at for at, event in enumerate(kept) if event.by == undo.by]
    bulk = [at for at in mine if undo.of and kept[at].bulk == undo.of]
    single = [at for at in mine if kept[at].id == undo.of][-1:]
    for at in reversed(bulk or single):
        del kept[at]


def fold(events: Iterable[Event]) -> list[Decision]:
    """One decision for each place that events quote, in order of their first events."""
    groups: dict[str, list[list[Event]]] = {}
    for event in live(events):
        group = next((g for g in groups.get(event.id, ()) if same_place(g[-1].quote, event.quote)), None)
        if group is None:
            groups.setdefault(event.id, []).append([event])
        else:
            group.append(event)
    return [decide(group) for found in groups.values() for group in found]


def same_place(left: Quote, right: Quote) -> bool:
    """Whether two quotes can be of one place: one has grown, or its lines are wrapped otherwise."""
    one, other = ([content(part) for part in quote] for quote in (left, right))
    return (
        "".join(left.middle.split()) == "".join(right.middle.split())
        and (one[0].endswith(other[0]) or other[0].endswith(one[0]))
        and (one[2].startswith(other[2]) or other[2].startswith(one[2]))
    )


def decide(events: Sequence[Event]) -> Decision:
    """What counts of the `events` about one place, which are in order of time.

    Of each person the last counts. An event that settles a conflict overrides all before it.
    """
    settled = max((at for at, event in enumerate(events) if event.settles), default=0)
    last = {event.by: event for event in events[settled:]}
    said = tuple(last.values())
    strong = [event for event in said if event.verdict not in WEAK]
    if len({outcome(event) for event in strong}) > 1:
        return Decision("conflict", strong[-1], said)
    known = [event for event in said if event.verdict == "known"]
    event = (strong or known or said)[-1]
    return Decision(event.verdict, event, said)  # type: ignore[arg-type] # undo is no longer among them


def outcome(event: Event) -> tuple[bool, str | None, str]:
    """What an event wants done: two people who typed what the other accepted do not differ."""
    if event.verdict not in {"accept", "edit"}:
        return False, None, ""
    return True, event.to, event.edits if event.to is None else ""
