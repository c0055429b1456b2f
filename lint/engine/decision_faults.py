"""LNT findings about decisions that could not be followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.rules.lnt.ambiguous_decision import AmbiguousDecision
from lint.rules.lnt.conflicting_decisions import ConflictingDecisions
from lint.rules.lnt.stale_decision import StaleDecision
from lint.settings.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.core.findings import Finding
    from lint.decisions.events import Event
    from lint.decisions.replay import Fate

_RULES = {"stale": StaleDecision, "ambiguous": AmbiguousDecision, "conflict": ConflictingDecisions}

SHOWN = 12
"""Characters of each part of a quote in a message: as many as a person needs to search for it."""


def decision_faults(fates: Iterable[Fate]) -> Iterator[Finding]:
    """A finding for each decision that is stale, ambiguous or contradicted.

    One that only silenced a finding in a baseline and has lost its place is no fault.
    """
    for fate in fates:
        decision = fate.decision
        if fate.state in _RULES and not is_stale_known(fate):
            event = decision.event
            rule = _RULES[fate.state](Options())
            people = ", ".join(f"{e.by or '?'}: {e.verdict}" for e in decision.events)
            by = people if fate.state == "conflict" else event.by or "?"
            yield rule.finding(*fate.span, code=event.code, quote=shown(event), verdict=event.verdict, by=by)


def is_stale_known(fate: Fate) -> bool:
    """Whether the decision is a line of a baseline that silences nothing any more."""
    return fate.state == "stale" and fate.decision.verdict in {"known", "later"}


STALE = (
    "{path}: lines of the baseline that silence nothing any more: {count}; `check --prune-known` removes them"
)


def stale_lines(path: str, fates: Iterable[Fate]) -> list[str]:
    """What the user is told of lines of a baseline that have lost their places."""
    count = sum(map(is_stale_known, fates))
    return [STALE.format(path=path, count=count)] if count else []


def shown(event: Event) -> str:
    """What the event quotes, on one line, a long middle cut."""
    before, middle, after = event.quote
    if len(middle) > 2 * SHOWN:
        middle = f"{middle[:SHOWN]}…{middle[-SHOWN:]}"
    text = f"{before[-SHOWN:]}[{middle}]{after[:SHOWN]}"
    return text.replace("\n", "↵")
