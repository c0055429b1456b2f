"""Running rules on a document: checking in stages, fixing in rounds.

Checking. Punctuation balance, repetition and words can be judged only on whole sentences, so rules run in
three stages (see `lint.rules.base.STAGES`), each on the text with the fixes of the stages before it.
What a later stage finds is brought back to the offsets of the text as it was given.

Fixing. One round checks the text and applies every fix allowed that overlaps no other; rounds go on until
nothing is left to apply, so fixing again changes nothing. A round that makes a text seen before means that
rules undo each other: the rules are named (LNT001), and the text is kept as it was before the fight.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar

import msgspec

from lint.analysis.characters.text_search import finder
from lint.analysis.regions.markup import fenced_code
from lint.analysis.regions.other_languages import other_languages
from lint.core.decided import Decided
from lint.core.document import Document
from lint.core.findings import Finding, Safety, fingerprints
from lint.core.patches import Patch, choose, keeps_content
from lint.core.positions import to_source
from lint.decisions.replay import Fate, Replay, Turn
from lint.engine.decision_faults import decision_faults
from lint.rules.base import ComparingRule
from lint.rules.budget import Budget
from lint.rules.lnt.rules_that_fight import RulesThatFight
from lint.rules.lnt.unsafe_safe_fix import UnsafeSafeFix
from lint.rules.pattern import PatternRule, scan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from lint.analysis.regions.protected_spans import Shield
    from lint.analysis.repetition.near_duplicates import Kin
    from lint.decisions.folding import Decision
    from lint.engine.rule_catalog import Selection
    from lint.rules.base import Rule

ROUNDS = 20
"""More rounds than any text has needed. Rules that still have something to fix then have no end."""

GROWTH = 4
"""How many times its length a text may become before the rules are said to have no end."""

_LATE = 4
"""The rounds before the limit whose rules are the ones without end."""

BESIDE = 80
"""Code points within which a fix counts as the cause of a finding that arises after it: as far as the quotes
of decisions reach."""

NOTHING = Turn([], frozenset(), {}, Replay(()))
"""What people want where nobody decided anything."""


class Fixed(msgspec.Struct, frozen=True):
    """What fixing did: the patch from the source, and all findings at the source's offsets.

    `applied` names the findings that are gone: their fix was applied, or another's did away with them.
    """

    document: Document
    patch: Patch
    findings: list[Finding]
    names: list[str]
    applied: frozenset[str]
    marks: dict[str, Decided] = {}
    """By the names of findings what people decided about them."""
    fates: tuple[Fate, ...] = ()
    """What became of each decision."""
    after: dict[str, tuple[str, ...]] = {}
    """Of findings that the source does not show: the names of those whose fixes they arise from."""
    last: dict[str, Finding] = {}
    """The findings in the last text, at its own offsets, by their names."""


class _Round(msgspec.Struct, frozen=True):
    """One text on the way: what led to it, and what is found in it."""

    document: Document
    patch: Patch
    findings: list[Finding]
    names: list[str]

    muted: frozenset[str] = frozenset()
    """Codes of rules whose fixes are not applied any more."""

    turn: Turn = NOTHING
    """What people want done with this text."""

    def step(self, level: Safety | None) -> Patch | None:
        """The fixes to apply next; None when they change nothing. What people want comes first."""
        ranked = self.turn.chosen
        if level is not None:
            pairs = zip(self.findings, self.names, strict=True)
            unwanted = self.turn.barred
            usual = (p for p in pairs if p[0].code not in self.muted and p[1] not in unwanted)
            ranked = [*ranked, *sorted(usual, key=_preference)]
        patch = Patch(self.document.text, choose(ranked, level or Safety.SAFE))
        return patch if patch and patch.output != self.document.text else None

    def signers(self, level: Safety | None) -> set[str]:
        """The codes of the rules that made the next step."""
        step = self.step(level)
        names = {name for change in step.changes for name in change.by} if step else set()
        return {
            finding.code for finding, name in zip(self.findings, self.names, strict=True) if name in names
        }


class Engine:
    """Checks and fixes documents with one selection of rules."""

    stages: ClassVar[tuple[int, ...]] = (0, 1, 2)

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self._rules = {rule.code: rule for rule in selection.rules}
        self._by_stage = {
            stage: [rule for rule in selection.rules if rule.stage == stage] for stage in self.stages
        }
        self._comparing = [rule for rule in selection.rules if isinstance(rule, ComparingRule)]
        self._triggers = {rule.code: finder(rule.triggers) for rule in selection.rules if rule.triggers}
        words = sorted(selection.lexicon, key=len, reverse=True)
        self._lexicon = re.compile("|".join(map(re.escape, words))) if words else None

    def without(self, rules: Collection[Rule]) -> Engine:
        """The engine that leaves `rules` out."""
        kept = tuple(rule for rule in self.selection.rules if rule not in rules)
        return Engine(msgspec.structs.replace(self.selection, rules=kept))

    def check(self, doc: Document, budget: Budget | None = None) -> list[Finding]:
        """The findings in `doc`, sorted by place, at its own offsets.

        Raises:
            RuleOverrunError: A user's rule takes more than the `budget` for this text allows.
        """
        budget = budget or Budget(len(doc.text))
        view = doc
        held = fenced_code(doc)
        patches: list[Patch] = []
        found: list[Finding] = []
        for stage in self.stages:
            code, foreign = fenced_code(view), other_languages(view)
            new = [
                self._judged(finding, view)
                for finding in self._run(stage, view, budget)
                if not self._spoils(finding, code) and not self._is_foreign(finding, foreign)
            ]
            found += (self._held_back(to_source(f, patches, doc.text), held) for f in new)
            changes = choose([(f, "") for f in new], Safety.SUGGESTED) if stage != self.stages[-1] else []
            if changes:
                patches.append(Patch(view.text, changes))
                view.facts.clear()  # they may refer to the document, and then only the collector frees them
                view = view.with_text(patches[-1].output)
        view.facts.clear()
        found.sort(key=_place)
        return self._spared(found, doc)

    def fix(
        self, doc: Document, level: Safety | None = Safety.SAFE, decisions: Sequence[Decision] = ()
    ) -> Fixed:
        """Apply what `decisions` want and every fix up to `level`, in rounds, until nothing is left to apply.

        Without a level only what is decided is applied.

        Raises:
            RuleOverrunError: A user's rule takes more time than one text may take, all rounds together.
        """
        budget = Budget(len(doc.text))
        replay = Replay(decisions)
        rounds, fights = self._rounds(doc, level, budget, replay)
        if rounds[-1].muted:
            again, _ = self._rounds(rounds[-1].document, level, budget, replay)
            if again[-1].document.text != rounds[-1].document.text:
                del rounds[1:]  # others fight without the muted: only the text as given is stable
        found, gone = _settle(rounds)
        last = rounds[-1]
        fates = tuple(last.turn.rest.fates)
        at_last = dict(zip(last.names, last.findings, strict=True)) if decisions else {}
        own = [*fights, *decision_faults(fates)]
        found += zip(own, fingerprints(own, doc.text), strict=True)
        found.sort(key=lambda item: _place(item[0]))
        findings, names = [f for f, _ in found], [name for _, name in found]
        marks = {name: mark for turn in rounds for name, mark in turn.turn.marks.items()}
        return Fixed(
            last.document, last.patch, findings, names, gone, marks, fates, _causes(rounds, names), at_last
        )

    def _rounds(
        self, doc: Document, level: Safety | None, budget: Budget, replay: Replay
    ) -> tuple[list[_Round], list[Finding]]:
        """The texts from `doc` to the last one, and the fights on the way."""
        rounds = [self._round(doc, Patch(doc.text), budget, replay)]
        seen = {doc.text: 0}
        fights: list[Finding] = []
        while step := rounds[-1].step(level):
            endless = len(rounds) == ROUNDS or len(step.output) > GROWTH * len(doc.text) + 1000
            if endless:
                # Begin again without the rules that are still at it: what the others mend is worth having.
                codes = {code for turn in rounds[-_LATE:] for code in turn.signers(level)}
                fights.append(self._fight(codes))
                rounds = [msgspec.structs.replace(rounds[0], muted=rounds[0].muted | codes)]
                seen = {doc.text: 0}
            elif (back := seen.get(step.output, -1)) >= 0:
                # A text that comes round again: go back to where the circle begins. Fixing the text there
                # again leads to it again, so the result is stable even then.
                fights.append(self._fight({code for turn in rounds[back:] for code in turn.signers(level)}))
                del rounds[back + 1 :]
                break
            else:
                seen[step.output] = len(rounds)
                patch = rounds[-1].patch.then(step)
                turn = rounds[-1].turn.rest
                rounds.append(self._round(doc.with_text(step.output), patch, budget, turn, rounds[0].muted))
        return rounds, fights

    def samples(self, doc: Document) -> dict[str, frozenset[int]]:
        """By the codes of the rules that compare documents what is kept of `doc`."""
        return {rule.code: rule.sample(doc) for rule in self._comparing}

    def compare(self, doc: Document, kin: Mapping[str, Kin]) -> list[Finding]:
        """The findings in `doc` that only earlier documents show; `kin` by the codes of the rules."""
        found = [
            self._judged(finding, doc)
            for rule in self._comparing
            if rule.code in kin
            for finding in rule.compare(doc, kin[rule.code])
        ]
        return self._spared(sorted(found, key=_place), doc)

    def advised(self, doc: Document, findings: list[Finding]) -> list[Finding]:
        """The findings in `doc` with a second opinion, where the settings name someone to ask."""
        advisor = self.selection.advisor
        return findings if advisor is None else list(advisor.review(doc, findings))

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know of the run: that whoever gives second opinions does not answer."""
        advisor = self.selection.advisor
        return (advisor.trouble,) if advisor and advisor.trouble else ()

    def _round(
        self,
        doc: Document,
        patch: Patch,
        budget: Budget,
        replay: Replay,
        muted: frozenset[str] = frozenset(),
    ) -> _Round:
        findings = self.check(doc, budget)
        names = fingerprints(findings, doc.text)
        return _Round(doc, patch, findings, names, muted, replay.turn(patch, findings, names))

    def _fight(self, codes: Iterable[str]) -> Finding:
        rule = RulesThatFight(self.selection.rules[0].options)
        return rule.finding(0, 0, rules=", ".join(sorted(codes)))

    def _run(self, stage: int, view: Document, budget: Budget) -> Iterable[Finding]:
        """What the rules of one stage say about one view."""
        patterns: list[PatternRule] = []
        for rule in self._by_stage[stage]:
            if isinstance(rule, PatternRule):
                patterns.append(rule)
            elif rule.code not in self._triggers or self._triggers[rule.code](view.text):
                yield from rule.check(view)
        yield from scan(view, patterns, budget)

    def _judged(self, finding: Finding, view: Document) -> Finding:
        """The finding as the profile wants it, and with no safe fix that is not safe."""
        severity = self.selection.severity.get(finding.code)
        if severity is not None:
            finding = msgspec.structs.replace(finding, severity=severity)
        fix = finding.fix
        if fix is None:
            return finding
        if fix.safety is Safety.SAFE and not keeps_content(fix, view.text):
            rule = UnsafeSafeFix(self._rules[finding.code].options)
            fix = msgspec.structs.replace(fix, safety=Safety.SUGGESTED)
            return rule.finding(finding.start, finding.end, fix, code=finding.code)
        least = self.selection.safety.get(finding.code, Safety.SAFE)
        if fix.safety < least:
            finding = msgspec.structs.replace(finding, fix=msgspec.structs.replace(fix, safety=least))
        return finding

    def _spoils(self, finding: Finding, code: Shield) -> bool:
        """Whether `finding` would change fenced `code`, which does not concern its rule."""
        fix = finding.fix
        return fix is not None and not self._rules[finding.code].reads_code and code.changed_by(fix)

    def _is_foreign(self, finding: Finding, foreign: Shield) -> bool:
        """Whether `finding` lies in text of another language, which does not concern its rule."""
        return finding.start in foreign and not self._rules[finding.code].any_language

    def _held_back(self, finding: Finding, code: Shield) -> Finding:
        """`finding`, its fix no longer safe if it changes `code`, the fenced code of the text as given.

        It was text to a later stage only because an earlier suggestion took the fence away.
        """
        fix = finding.fix
        if fix is None or fix.safety is not Safety.SAFE or not self._spoils(finding, code):
            return finding
        return msgspec.structs.replace(finding, fix=msgspec.structs.replace(fix, safety=Safety.SUGGESTED))

    def _spared(self, findings: list[Finding], doc: Document) -> list[Finding]:
        """The findings that do not lie inside a word of the lexicon."""
        if self._lexicon is None:
            return findings
        words = [match.span() for match in self._lexicon.finditer(doc.text)]
        kept, at = [], 0
        for finding in findings:
            while at < len(words) and words[at][1] < finding.end:
                at += 1
            if at == len(words) or not (
                words[at][0] <= finding.start and finding.start < finding.end <= words[at][1]
            ):
                kept.append(finding)
        return kept


def _preference(item: tuple[Finding, str]) -> tuple[int, int, int]:
    """Which of two fixes that overlap is applied first: the earlier stage, the safer, the earlier place."""
    finding = item[0]
    return finding.rule.stage, finding.fix.safety if finding.fix else Safety.MANUAL, finding.start


def _settle(rounds: Sequence[_Round]) -> tuple[list[tuple[Finding, str]], frozenset[str]]:
    """All findings of the rounds at the source's offsets, each fault once; and the names of those gone.

    They are what the source has, what was mended later, and what shows only in the last text.
    """
    first, last = rounds[0], rounds[-1]
    found = list(zip(first.findings, first.names, strict=True))
    applied = {name for change in last.patch.changes for name in change.by}
    if first is last:
        return found, frozenset(applied)
    known, source = set(first.names), first.document.text
    for turn in rounds[1:]:
        for finding, name in zip(turn.findings, turn.names, strict=True):
            if name in applied and name not in known:
                known.add(name)
                found.append((to_source(finding, [turn.patch], source), name))
    standing = [
        (to_source(finding, [last.patch], source), name)
        for finding, name in zip(last.findings, last.names, strict=True)
    ]
    still, named = _Places(finding for finding, _ in standing), frozenset(last.names)
    gone = applied | {name for finding, name in found if finding not in still and name not in named}
    told = _Places(finding for finding, name in found if name not in gone)
    found += (item for item in standing if item[1] not in known and item[0] not in told)
    return found, frozenset(gone)


def _causes(rounds: Sequence[_Round], names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Of the `names` that the first text does not show: the names of the fixes beside which they arise."""
    known, wanted = set(rounds[0].names), set(names)
    causes: dict[str, tuple[str, ...]] = {}
    for turn in rounds[1:]:
        for finding, name in zip(turn.findings, turn.names, strict=True):
            if name in wanted and name not in known and name not in causes:
                causes[name] = turn.patch.signers(finding.start - BESIDE, finding.end + BESIDE)
    return causes


class _Places:
    """Where each rule has findings, to ask whether another of the same rule touches one of them."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._spans: dict[str, list[tuple[int, int]]] = {}
        for finding in findings:
            self._spans.setdefault(finding.code, []).append((finding.start, finding.end))
        for spans in self._spans.values():
            spans.sort()

    def __contains__(self, finding: Finding) -> bool:
        spans = self._spans.get(finding.code, [])
        before = bisect_right(spans, finding.end, key=itemgetter(0))
        return before > 0 and spans[before - 1][1] >= finding.start


def _place(finding: Finding) -> tuple[int, int, int, str]:
    """The order of findings in reports."""
    return finding.start, finding.rule.stage, finding.end, finding.code
