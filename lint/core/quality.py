"""How damaged a document is: densities of its findings, one score, a grade and alarms.

The score counts findings, not language: a language model's surprise says more about the genre than about
the OCR. Only warnings and errors count; each rule says what its findings weigh (`RuleInfo.weight`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from lint.core.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lint.core.document import Document
    from lint.core.findings import Finding, RuleInfo

GRADES = (("A", 2.0), ("B", 10.0), ("C", 40.0), ("D", 150.0))
"""The highest score of each grade; what is above the last is an F. A is clean text with a slip or two per
10,000 characters; hard-wrapped pages, a join every line, are an F until they are fixed."""

PER = 10_000
SHORT = 1_000
"""Characters below which a text is scored as if it had so many: one slip in one line is no F."""
WRAPPED_LINES = 0.4
"""Share of lines broken inside a sentence from which a whole file counts as hard-wrapped (the wrapped seed
has .7, the others less than .1)."""
LOOPED = 0.1
"""Share of the text inside repetitions from which a file counts as looped."""
WIDE = 0.5
"""Share of full-width characters below which a file is mostly not Chinese."""

_EMPTY = re.compile("\n\n+")


class Damage(msgspec.Struct, frozen=True, array_like=True):
    """What counts against a text, in numbers that can be added up over a run.

    `families`: warnings and errors by rule family. `weight`: their sum, each weighted by its rule.
    """

    characters: int
    weight: float = 0.0
    families: dict[str, int] = {}
    alarms: tuple[str, ...] = ()


class Quality(msgspec.Struct, frozen=True):
    """The quality of one document, or of all documents of a run.

    `densities`: findings per 10,000 characters, by rule family. `score`: their weighted sum, 0 is best.
    `alarms`: what is wrong with the file as a whole: hard-wrapped, looped, not-chinese; of a run, what is
    wrong with any of its files.
    """

    grade: str
    score: float
    densities: dict[str, float]
    alarms: tuple[str, ...] = ()


def damage(doc: Document, findings: Sequence[Finding]) -> Damage:
    """The damage of one document."""
    counted = [f for f in findings if f.severity is not Severity.INFO]
    rules = Counter([f.rule for f in counted])
    return _worse(Damage(len(doc.text), alarms=_alarms(doc, counted, rules)), rules)


def worsened(found: Damage, more: Sequence[Finding]) -> Damage:
    """`found` with what else was found in the same text; that alone raises no alarm."""
    return _worse(found, Counter([f.rule for f in more if f.severity is not Severity.INFO]))


def _worse(found: Damage, rules: Mapping[RuleInfo, int]) -> Damage:
    families = Counter(found.families)
    for rule, count in rules.items():
        families[rule.family] += count
    weight = found.weight + sum(rule.weight * count for rule, count in rules.items())
    return Damage(found.characters, weight, dict(sorted(families.items())), found.alarms)


def together(damages: Iterable[Damage]) -> Damage:
    """The damage of a run: its documents taken as one text."""
    characters, weight = 0, 0.0
    families: Counter[str] = Counter()
    alarms: set[str] = set()
    for one in damages:
        characters += one.characters
        weight += one.weight
        families.update(one.families)
        alarms.update(one.alarms)
    return Damage(characters, weight, dict(sorted(families.items())), tuple(sorted(alarms)))


def quality(found: Damage) -> Quality:
    """The damage as densities, a score and a grade."""
    per = PER / max(found.characters, 1)
    score = round(found.weight * PER / max(found.characters, SHORT), 2)
    grade = next((name for name, limit in GRADES if score <= limit), "F")
    densities = {family: round(count * per, 2) for family, count in found.families.items()}
    return Quality(grade, score, densities, found.alarms)


def worse(grade: str, limit: str) -> bool:
    """Whether `grade` is below `limit`."""
    return grade > limit


def _alarms(doc: Document, counted: Sequence[Finding], rules: Mapping[RuleInfo, int]) -> tuple[str, ...]:
    text = doc.text
    alarms = []
    inked = len(text) - text.count(" ") - text.count("\n")
    if inked and (len(text.encode("utf-8", "surrogatepass")) - len(text)) / 2 < WIDE * inked:
        alarms.append("not-chinese")
    broken = sum(count for rule, count in rules.items() if rule.code == "LAY001")
    if broken > WRAPPED_LINES * _filled_lines(text):
        alarms.append("hard-wrapped")
    repeating = {rule for rule in rules if rule.family == "REP"}
    inside = sum(f.end - f.start for f in counted if f.rule in repeating) if repeating else 0
    if inside > LOOPED * max(len(text), 1):
        alarms.append("looped")
    return tuple(alarms)


def _filled_lines(text: str) -> int:
    """How many lines of `text` have something on them."""
    empty = sum(len(run) - 1 for run in _EMPTY.findall(f"\n{text}\n"))
    return text.count("\n") + 1 - empty
