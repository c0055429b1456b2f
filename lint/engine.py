"""Running rules on a document: checking in stages, fixing in rounds.

Checking. Punctuation balance, repetition and words can be judged only on whole sentences, so rules run in
three stages (see `lint.rules.base.STAGES`), each on the text with the fixes of the stages before it.
What a later stage finds is brought back to the offsets of the text as it was given.

Fixing. One round checks the text and applies every fix allowed that overlaps no other; rounds go on until
nothing is left to apply, so fixing again changes nothing. A round that makes a text seen before means that
rules undo each other: it is refused and the rules are named (LNT001).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

import msgspec

from lint.document import Document, characters
from lint.findings import Edit, Finding, Safety, fingerprints
from lint.fixes import Patch, choose, keeps_content
from lint.rules.lnt import RulesThatFight, UnsafeSafeFix
from lint.rules.pattern import PatternRule, scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.catalog import Selection
    from lint.findings import Fix

ROUNDS = 12
"""More rounds than any text has needed; what is left then is left to a person."""


class Fixed(msgspec.Struct, frozen=True):
    """What fixing did: the patch from the source, all findings of the source, and those applied."""

    document: Document
    patch: Patch
    findings: list[Finding]
    names: list[str]
    applied: frozenset[str]


class Engine:
    """Checks and fixes documents with one selection of rules."""

    stages: ClassVar[tuple[int, ...]] = (0, 1, 2)

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        words = sorted(selection.lexicon, key=len, reverse=True)
        self._lexicon = re.compile("|".join(map(re.escape, words))) if words else None

    def check(self, doc: Document) -> list[Finding]:
        """The findings in `doc`, sorted by place, at its own offsets."""
        view = doc
        patches: list[Patch] = []
        found: list[Finding] = []
        for stage in self.stages:
            new = [self._judged(f, view) for f in self._run(stage, view)]
            found += (_to_source(f, patches, doc.text) for f in new)
            if stage == self.stages[-1]:
                break
            changes = choose([(f, "") for f in new], Safety.SUGGESTED)
            if changes:
                patches.append(Patch(view.text, changes))
                view = view.with_text(patches[-1].output)
        found.sort(key=lambda f: (f.start, f.rule.stage, f.end, f.code))
        return self._spared(found, doc)

    def fix(self, doc: Document, level: Safety = Safety.SAFE) -> Fixed:
        """Apply every fix up to `level`, in rounds, until nothing is left to apply."""
        findings = self.check(doc)
        names = fingerprints(findings, doc.text)
        patch, current, round_findings, round_names = Patch(doc.text), doc, findings, names
        seen = {doc.text}
        applied: dict[str, None] = {}
        for _ in range(ROUNDS):
            ranked = sorted(zip(round_findings, round_names, strict=True), key=_preference)
            step = Patch(current.text, choose(ranked, level))
            if not step or step.output == current.text:
                break
            signers = dict.fromkeys(name for change in step.changes for name in change.by)
            if step.output in seen:
                codes = sorted({f.code for f, name in ranked if name in signers})
                fight = RulesThatFight(self.selection.rules[0].options)
                findings.append(fight.finding(0, 0, rules=", ".join(codes)))
                names += fingerprints(findings[-1:], doc.text)
                break
            seen.add(step.output)
            if current is not doc:
                known = set(names)
                for finding, name in ranked:
                    if name in signers and name not in known:
                        findings.append(_shifted(finding, patch))
                        names.append(name)
            applied.update(signers)
            patch = patch.then(step)
            current = doc.with_text(step.output)
            round_findings = self.check(current)
            round_names = fingerprints(round_findings, current.text)
        return Fixed(current, patch, findings, names, frozenset(applied))

    def _run(self, stage: int, view: Document) -> Iterable[Finding]:
        """What the rules of one stage say about one view."""
        patterns: list[PatternRule] = []
        for rule in self.selection.rules:
            if rule.stage != stage or (rule.triggers and characters(view).isdisjoint(rule.triggers)):
                continue
            if isinstance(rule, PatternRule):
                patterns.append(rule)
            else:
                yield from rule.check(view)
        yield from scan(view, patterns)

    def _judged(self, finding: Finding, view: Document) -> Finding:
        """The finding as the profile wants it, and with no safe fix that is not safe."""
        severity = self.selection.severity.get(finding.code)
        if severity is not None:
            finding = msgspec.structs.replace(finding, severity=severity)
        fix = finding.fix
        if fix is None:
            return finding
        if fix.safety is Safety.SAFE and not keeps_content(fix, view.text):
            rule = UnsafeSafeFix(finding.rule.options)
            fix = msgspec.structs.replace(fix, safety=Safety.SUGGESTED)
            return rule.finding(finding.start, finding.end, fix, code=finding.code)
        least = self.selection.safety.get(finding.code, Safety.SAFE)
        if fix.safety < least:
            finding = msgspec.structs.replace(finding, fix=msgspec.structs.replace(fix, safety=least))
        return finding

    def _spared(self, findings: list[Finding], doc: Document) -> list[Finding]:
        """The findings that do not lie inside a word of the lexicon."""
        if self._lexicon is None:
            return findings
        words = [match.span() for match in self._lexicon.finditer(doc.text)]
        kept, at = [], 0
        for finding in findings:
            while at < len(words) and words[at][1] < finding.end:
                at += 1
            if at == len(words) or not (words[at][0] <= finding.start and finding.start < finding.end <= words[at][1]):
                kept.append(finding)
        return kept


def _preference(item: tuple[Finding, str]) -> tuple[int, int, int]:
    """Which of two fixes that overlap is applied first: the earlier stage, the safer, the earlier place."""
    finding = item[0]
    return finding.rule.stage, finding.fix.safety if finding.fix else Safety.MANUAL, finding.start


def _to_source(finding: Finding, patches: Sequence[Patch], source: str) -> Finding:
    """`finding` at the offsets of the text before `patches`; without its fix where that has no place there."""
    if not patches:
        return finding
    first = _pull(finding.start, min(finding.start + 1, finding.end), patches)
    last = _pull(max(finding.end - 1, finding.start), finding.end, patches)
    if first and last:
        start, end = first[0][0], last[-1][1]
        if end < start:  # the finding reaches over moved text: show where it begins
            end = first[-1][1]
    else:
        start = finding.start
        for patch in reversed(patches):
            start = patch.to_source(start)
        end = start
    fix = finding.fix and _fix_to_source(finding.fix, patches)
    if fix is not None and fix.safety is Safety.SAFE and not keeps_content(fix, source):
        fix = None
    return msgspec.structs.replace(finding, start=start, end=end, fix=fix)


def _fix_to_source(fix: Fix, patches: Sequence[Patch]) -> Fix | None:
    """`fix` at the offsets of the text before `patches`; None where it edits text that only they make."""
    edits: list[Edit] = []
    for edit in fix.edits:
        runs = _pull(edit.start, edit.end, patches)
        if not runs:
            return None
        head, *rest = runs
        edits += (Edit(*head, edit.text), *(Edit(*run, "") for run in rest))
    return msgspec.structs.replace(fix, edits=tuple(sorted(edits, key=lambda e: (e.start, e.end))))


def _pull(start: int, end: int, patches: Sequence[Patch]) -> list[tuple[int, int]] | None:
    """The stretches of the source behind ``[start, end)`` of the last patch's output."""
    runs: list[tuple[int, int]] = [(start, end)]
    for patch in reversed(patches):
        before: list[tuple[int, int]] = []
        for run in runs:
            found = patch.runs(*run)
            if found is None:
                return None
            before += found
        runs = before
    return runs


def _shifted(finding: Finding, patch: Patch) -> Finding:
    """A finding of a later round at the source's offsets; what it edited is in the patch."""
    start = patch.to_source(finding.start)
    return msgspec.structs.replace(finding, start=start, end=max(start, patch.to_source(finding.end)))
