"""A finding as a person judges it: all that a verdict needs, and all that its event says."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from lint.core.report_data import safety
from lint.core.visible_text import visible
from lint.decisions.anchoring import Places
from lint.decisions.events import Quote
from lint.decisions.quoting import applied, describe, hull
from lint.report.places import place
from lint.report.preview import preview

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lint.core.document import Document
    from lint.core.findings import Edit, Finding
    from lint.engine.engine import Fixed

AROUND = 12
"""Characters on each side in a concordance: about as many as are read at a glance."""

WIDE = 24
"""Characters on each side of a change on its own card: a line of large type."""

PARAGRAPH = 600
"""Characters of the paragraph that are shown on each side of the place."""


class Card(msgspec.Struct, frozen=True):
    """One finding, ready to be shown and decided.

    `key` is its name in the review, `id` its fingerprint. `pairs`: what each edit replaces, and by what.
    `tos`: for the fix and for each choice what the middle of the quote becomes. `causes`: ids of the findings
    whose fixes it arises from.
    """

    key: str
    file: int
    path: str
    id: str
    code: str
    rule: str
    severity: str
    safety: str
    confidence: float
    message: str
    kind: str
    start: int
    line: int
    column: int
    left: str
    middle: str
    right: str
    parts: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str], ...]
    choices: tuple[str, ...]
    tos: tuple[str, ...]
    edits: str
    quote: Quote
    causes: tuple[str, ...] = ()
    above: str = ""
    below: str = ""

    @property
    def has_fix(self) -> bool:
        """Whether there is something to accept."""
        return bool(self.tos)


def cards(
    doc: Document, fixed: Fixed, number: int, language: str, *, with_safe: bool = False
) -> Iterator[Card]:
    """The cards of one document: its findings that are not fixed without a person.

    Findings of the linter about itself have none: nothing in the text is to be decided.
    """
    places, later = _Text(doc), _Text(fixed.document)
    for name, finding in zip(fixed.names, fixed.findings, strict=True):
        if finding.rule.family == "LNT" or (safety(finding) == "safe" and not with_safe):
            continue
        own = _Id(name, number, language, fixed.after.get(name, ()), finding.start)
        if name in fixed.after and name in fixed.last:
            yield _card(doc.path, fixed.last[name], later, own)
        else:
            yield _card(doc.path, finding, places, own)


class _Id(msgspec.Struct, frozen=True):
    name: str
    number: int
    language: str
    causes: tuple[str, ...]
    start: int
    """Where it is in the source."""


class _Text:
    """A text in which places are looked for."""

    def __init__(self, doc: Document) -> None:
        self.document = doc

    @cached_property
    def places(self) -> Places:
        return Places(self.document.text)


def _card(path: str, finding: Finding, where: _Text, own: _Id) -> Card:
    text = where.document.text
    said = describe(finding, where.places)
    start, end = hull(finding)
    fix = finding.fix if finding.fix and finding.fix.edits else None
    edits = fix.edits if fix else ()
    position = place(where.document, finding.start)
    return Card(
        key=f"{own.number}:{own.name}",
        file=own.number,
        path=path,
        id=own.name,
        code=finding.code,
        rule=finding.rule.name,
        severity=finding.severity.value,
        safety=safety(finding) if fix else "none",
        confidence=finding.confidence,
        message=finding.message(own.language),
        kind=(finding.text or finding.rule.message).en,
        start=own.start,
        line=position.line,
        column=position.column,
        left=text[max(0, start - AROUND) : start],
        middle=text[start:end],
        right=text[end : end + AROUND],
        parts=_parts(text, edits),
        pairs=tuple((text[edit.start : edit.end], edit.text) for edit in edits),
        choices=fix.choices if fix and len(edits) == 1 else (),
        tos=_tos(text, finding, start, end),
        edits=said.edits,
        quote=said.quote,
        causes=own.causes,
        above=text[max(0, start - PARAGRAPH) : start],
        below=text[end : end + PARAGRAPH],
    )


def _parts(text: str, edits: Sequence[Edit]) -> tuple[tuple[str, str], ...]:
    """The change in its line, as stretches before and after; the two are equal where nothing changes."""
    if not edits:
        return ()
    start, end = edits[0].start, max(edit.end for edit in edits)
    left = visible(text[max(0, start - WIDE) : start].rpartition("\n")[2])
    right = visible(text[end : end + WIDE].partition("\n")[0])
    parts = [(part.before, part.after) for part in preview(text, edits)]
    inner = parts[parts[0][0] == parts[0][1] : len(parts) - (parts[-1][0] == parts[-1][1])]
    return ((left, left), *inner, (right, right))


def _tos(text: str, finding: Finding, start: int, end: int) -> tuple[str, ...]:
    """What the stretch becomes by the fix, and by each of its choices."""
    fix = finding.fix
    if fix is None or not fix.edits:
        return ()
    found = [applied(text, fix, start, end)]
    if len(fix.edits) == 1:
        (edit,) = fix.edits
        found += (text[start : edit.start] + choice + text[edit.end : end] for choice in fix.choices)
    return tuple(found)
