"""How damaged a document is: densities of its findings, one score, a grade and alarms.

The score counts findings, not language: a language model's surprise says more about the genre than about
the OCR. Only warnings and errors count; each rule says what its findings weigh (`Rule.weight`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from lint.document import lines
from lint.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.document import Document
    from lint.findings import Finding

GRADES = (("A", 2.0), ("B", 10.0), ("C", 40.0), ("D", 150.0))
"""The highest score of each grade; what is above the last is an F. A is clean text with a slip or two per
10,000 characters; hard-wrapped pages, a join every line, are an F until they are fixed."""

PER = 10_000
WRAPPED_LINES = 0.4
"""Share of lines broken inside a sentence from which a whole file counts as hard-wrapped (the wrapped seed
has .7, the others less than .1)."""
LOOPED = 0.1
"""Share of the text inside repetitions from which a file counts as looped."""
WIDE = 0.5
"""Share of full-width characters below which a file is mostly not Chinese."""


class Quality(msgspec.Struct, frozen=True):
    """The quality of one document, or of all documents of a run.

    `densities`: findings per 10,000 characters, by rule family. `score`: their weighted sum, 0 is best.
    `alarms`: what is wrong with the file as a whole: hard-wrapped, looped, not-chinese.
    """

    grade: str
    score: float
    densities: dict[str, float]
    alarms: list[str] = []


def quality(doc: Document, findings: Sequence[Finding]) -> Quality:
    """The quality of one document."""
    counted = [f for f in findings if f.severity is not Severity.INFO]
    return _graded(len(doc.text), counted, _alarms(doc, counted))


def overall(sizes: Sequence[int], findings: Sequence[Sequence[Finding]]) -> Quality:
    """The quality of a run: its documents (sizes in characters) taken as one text."""
    counted = [f for per_file in findings for f in per_file if f.severity is not Severity.INFO]
    return _graded(sum(sizes), counted, [])


def worse(grade: str, limit: str) -> bool:
    """Whether `grade` is below `limit`."""
    return grade > limit


def _graded(characters: int, counted: Sequence[Finding], alarms: list[str]) -> Quality:
    per = PER / max(characters, 1)
    counts: dict[str, int] = {}
    weight = 0.0
    for finding in counted:
        counts[finding.code[:3]] = counts.get(finding.code[:3], 0) + 1
        weight += finding.rule.weight
    score = round(weight * per, 2)
    grade = next((name for name, limit in GRADES if score <= limit), "F")
    return Quality(grade, score, {k: round(v * per, 2) for k, v in sorted(counts.items())}, alarms)


def _alarms(doc: Document, counted: Sequence[Finding]) -> list[str]:
    text = doc.text
    alarms = []
    inked = len(text) - text.count(" ") - text.count("\n")
    if inked and (len(text.encode("utf-8", "surrogatepass")) - len(text)) / 2 < WIDE * inked:
        alarms.append("not-chinese")
    if any(f.code == "LAY001" for f in counted):
        broken = sum(f.code == "LAY001" for f in counted)
        if broken > WRAPPED_LINES * sum(map(bool, lines(doc))):
            alarms.append("hard-wrapped")
    if sum(f.end - f.start for f in counted if f.code.startswith("REP")) > LOOPED * max(len(text), 1):
        alarms.append("looped")
    return alarms
