"""Decisions on their way through the rounds of fixing: which are applied where, and what becomes of the rest.

A `Replay` never changes. It is shown one text after the other, from the source to the last; each time it says
which fixes people want there, which they do not want, and what is left for the next text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from lint.core.decided import Decided
from lint.core.findings import Finding, Fix, RuleInfo, Safety, Severity, Span, Text
from lint.decisions.anchoring import Anchored, Context, Places, replacement
from lint.decisions.folding import Decision, decide, outcome
from lint.decisions.found import Found
from lint.decisions.neighbours import Neighbours
from lint.decisions.overlaps import Wanted, disjoint
from lint.decisions.quoting import edits_hash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lint.core.patches import Patch

State = Literal[
    "applied", "fulfilled", "silenced", "idle", "changed", "open", "conflict", "waiting", "ambiguous", "stale"
]
"""What became of a decision. Silenced: its finding is rejected or known. Idle: its place is there, but
nothing is found at it now. Changed: the accepted fix reads otherwise now. Open: put off until later."""


DECIDED = RuleInfo(
    code="LNT000",
    name="decided",
    message=Text("put in by a person", "由人改定"),
    severity=Severity.INFO,
    confidence=1.0,
    stage=0,
    weight=0.0,
    manual="",
)
"""Whose text is put in where no rule finds anything any more. It is in no report."""


class Fate(NamedTuple):
    """What became of a decision, and where in the source."""

    decision: Decision
    state: State
    span: Span = Span(0, 0)


class Turn(NamedTuple):
    """What people want done with one text.

    `chosen`: fixes with the names that sign them. `barred`: names of findings whose own fixes are unwanted.
    `marks`: by names what was decided. `rest`: for the next text.
    """

    chosen: list[tuple[Finding, str]]
    barred: frozenset[str]
    marks: Mapping[str, Decided]
    rest: Replay


STANDING = frozenset({"silenced", "open", "conflict", "ambiguous", "changed"})
"""States of decisions that change no text."""


class Replay:
    """The `decisions` that are pending; what became of the others; ids of all that was done so far."""

    def __init__(
        self,
        decisions: Sequence[Decision],
        fates: Sequence[Fate] = (),
        done: frozenset[str] = frozenset(),
        guards: frozenset[str] = frozenset(),
        *,
        standing: Sequence[Fate] = (),
    ) -> None:
        self._pending = decisions
        self._fates = tuple(fates)
        self._done = done
        self._guards = guards
        """Names under which texts were put in that a person typed: no fix touches them."""
        self.standing = standing
        """What changes no text, and counts in all later ones: fixes that nobody is to apply, and marks."""

    def __bool__(self) -> bool:
        return bool(self._pending or self._guards or self.standing)

    @property
    def fates(self) -> list[Fate]:
        """What became of all decisions, those that no text had a place for too."""
        left = [Fate(d, "stale" if self._is_ready(d) else "waiting") for d in self._pending]
        return [*self._fates, *left]

    def _is_ready(self, decision: Decision) -> bool:
        return self._done.issuperset(decision.event.after)

    def turn(self, patch: Patch, findings: Sequence[Finding], names: Sequence[str]) -> Turn:
        """What is wanted in the output of `patch`, where `findings` were found."""
        if not self:
            return Turn([], frozenset(), {}, self)
        done = self._done.union(*(change.by for change in patch.changes))
        ready = Replay(self._pending, self._fates, done, self._guards, standing=self.standing)
        return _Turn(ready, patch, Found(findings, names)).result()

    def places(self, text: str) -> dict[int, Anchored]:
        """Where each pending decision is, by its number; those that wait are nowhere."""
        places = Places(text)
        neighbours: Neighbours | None = None
        found: dict[int, Anchored] = {}
        for number, decision in enumerate(self._pending):
            if not self._is_ready(decision):
                continue
            event = decision.event
            to = event.to if decision.applies else None
            anchored = places.anchor(Context.of(event.quote), event.quote.middle, to)
            if not any(anchored):
                neighbours = neighbours or Neighbours(self._pending)
                changed = neighbours.contexts(event.quote, within=to is None)
                tries = (places.anchor(context, middle, to) for context, middle in changed)
                anchored = next(filter(any, tries), anchored)
            if any(anchored):
                found[number] = anchored
        return found

    @property
    def pending(self) -> Sequence[Decision]:
        """The decisions that no text had a place for so far."""
        return self._pending

    def after(
        self, kept: Sequence[Decision], fates: Sequence[Fate], done: set[str], guards: set[str]
    ) -> Replay:
        """What is left for the next text."""
        standing = [*self.standing, *(fate for fate in fates if fate.state in STANDING)]
        guarded = self._guards | guards
        return Replay(kept, [*self._fates, *fates], self._done | done, guarded, standing=standing)

    @property
    def guards(self) -> frozenset[str]:
        """Names under which a person's own text was put in."""
        return self._guards


class _Turn:
    """One text met by the decisions that are pending."""

    def __init__(self, replay: Replay, patch: Patch, found: Found) -> None:
        self._replay = replay
        self._patch = patch
        self._text = patch.output
        self._found = found
        self._marks: dict[str, Decided] = {}
        self._barred: set[str] = set()
        self._fates: list[Fate] = []
        self._wanted: list[Wanted] = []
        self._done: set[str] = set()
        self._guarded: list[tuple[Span, Decision | None]] = []

    def result(self) -> Turn:
        """What is wanted here."""
        self._stand()
        anchored = self._replay.places(self._text)
        kept = [d for number, d in enumerate(self._replay.pending) if number not in anchored]
        for decision, at in self._one_a_place(anchored):
            self._meet(decision, at)
        taken, put_off, clash = disjoint(self._wanted)
        kept += [wanted.decision for wanted in put_off]
        for wanted in clash:
            self._conflict(wanted.decision, wanted.span)
        chosen = {wanted.edits: self._take(wanted) for wanted in taken}  # two may want the same
        self._guard()
        guards = {w.name for w in taken if w.decision.verdict == "edit"}
        rest = self._replay.after(kept, self._fates, self._done, guards)
        return Turn(list(chosen.values()), frozenset(self._barred), self._marks, rest)

    def _stand(self) -> None:
        """Let what was silenced in an earlier text, or left open there, be so in this one."""
        for decision, state, span in self._replay.standing:
            here = Span(self._patch.to_output(span.start), self._patch.to_output(span.end))
            numbers = self._found.at(decision.event.code, here)
            if state in {"silenced", "open"}:
                self._mark(decision, numbers)
            elif state == "conflict":
                self._mark(msgspec.structs.replace(decision, verdict="conflict"), numbers)
            if decision.verdict == "reject" or state not in {"silenced", "open"}:
                self._bar(numbers)

    def _bar(self, numbers: list[int]) -> None:
        self._barred.update(self._found.names[number] for number in numbers)

    def _one_a_place(self, anchored: dict[int, Anchored]) -> list[tuple[Decision, Anchored]]:
        """Each decision with its own place; those about alike places that do not agree have none."""
        pending = self._replay.pending
        alike: dict[tuple[str, tuple[Span, ...]], list[int]] = {}
        result: list[tuple[Decision, Anchored]] = []
        for number, at in anchored.items():
            if at.spans:
                alike.setdefault((pending[number].event.code, tuple(at.spans)), []).append(number)
            else:
                result.append((pending[number], at))
        for (_, spans), numbers in alike.items():
            group = [pending[number] for number in numbers]
            if len(spans) == 1:
                result.append((_merged(group), Anchored(spans, ())))
            elif len(group) >= len(spans) and len({(d.verdict, outcome(d.event)) for d in group}) == 1:
                result += ((d, Anchored((span,), ())) for d, span in zip(group, spans, strict=False))
            else:
                for d in group:
                    self._end(d, "ambiguous", spans[0])
        return result

    def _meet(self, decision: Decision, at: Anchored) -> None:
        """One decision at its place, or where it was fulfilled."""
        if not at.spans:
            self._end(decision, "fulfilled", at.fulfilled[0])
            self._done.update(event.id for event in decision.events)
            if decision.verdict == "edit":
                self._guarded.append((at.fulfilled[0], decision))
            return
        (span,) = at.spans
        numbers = self._found.at(decision.event.code, span)
        if decision.verdict == "conflict":
            self._conflict(decision, span)
        elif decision.applies:
            self._want(decision, span, numbers)
        else:
            self._mark(decision, numbers)
            if decision.verdict == "reject":
                self._bar(numbers)
            state: State = "open" if decision.verdict == "later" else "silenced"
            self._end(decision, state if numbers else "idle", span)

    def _want(self, decision: Decision, span: Span, numbers: list[int]) -> None:
        """Take note that `decision` wants its text put in at `span`."""
        event = decision.event
        name = self._found.names[numbers[0]] if numbers else event.id
        if event.edits and decision.verdict == "accept":
            for number in numbers:
                fix = self._found.findings[number].fix
                if fix and edits_hash(fix, self._text) == event.edits:
                    name = self._found.names[number]
                    self._wanted.append(Wanted(decision, span, name, fix.edits))
                    return
            if numbers or event.to is None:
                self._end(decision, "changed", span)
                return
        if event.to is None:
            self._mark(decision, numbers)
            self._end(decision, "silenced" if numbers else "idle", span)
            return
        own = decision.verdict == "edit"
        edit = replacement(self._text, span, event.quote.middle, event.to, whole=own)
        self._wanted.append(Wanted(decision, span, name, (edit,)))

    def _take(self, wanted: Wanted) -> tuple[Finding, str]:
        """The fix that is applied, as a finding that is preferred to all others."""
        decision, span = wanted.decision, wanted.span
        numbers = self._found.at(decision.event.code, span)
        self._mark(decision, numbers)
        self._bar(numbers)
        self._end(decision, "applied", span)
        self._done.update((wanted.name, *(event.id for event in decision.events)))
        if decision.verdict == "edit":
            self._guarded.append((span, decision))
        number = next((n for n in numbers if self._found.names[n] == wanted.name), None)
        fix = Fix(wanted.edits, Safety.SAFE)
        if number is None:
            finding = Finding(DECIDED, *span, fix, 1.0, DECIDED.severity)
        else:
            finding = msgspec.structs.replace(self._found.findings[number], fix=fix)
        return finding, wanted.name

    def _conflict(self, decision: Decision, span: Span) -> None:
        """Nobody's wish counts: the finding is open, and its own fix is not applied either."""
        numbers = self._found.at(decision.event.code, span)
        self._mark(msgspec.structs.replace(decision, verdict="conflict"), numbers)
        self._bar(numbers)
        self._end(decision, "conflict", span)

    def _end(self, decision: Decision, state: State, span: Span) -> None:
        self._fates.append(Fate(decision, state, self._patch.hull(*span)))

    def _guard(self) -> None:
        """Let no fix touch what a person typed: what is found there was decided with it."""
        ends = self._patch.output_ends
        for change, end in zip(self._patch.changes, ends, strict=True):
            if change.text and self._replay.guards.intersection(change.by):
                self._guarded.append((Span(end - len(change.text), end), None))
        for span, decision in self._guarded:
            for number in self._found.inside(span):
                name = self._found.names[number]
                if name not in self._marks:
                    self._barred.add(name)
                    event = decision.event if decision else None
                    self._marks[name] = (
                        Decided("edit", event.by, event.at, event.reason) if event else Decided("edit")
                    )

    def _mark(self, decision: Decision, numbers: list[int]) -> None:
        event = decision.event
        to = event.to if decision.applies else None
        for number in numbers:
            self._marks[self._found.names[number]] = Decided(
                decision.verdict, event.by, event.at, event.reason, to
            )


def _merged(group: list[Decision]) -> Decision:
    """The decisions of one rule about one place, made under several ids, as one."""
    if len(group) == 1:
        return group[0]
    return decide(sorted((event for d in group for event in d.events), key=lambda event: event.at))
