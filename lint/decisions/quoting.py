"""From a finding to what a decision says of it: its quote, its text, a hash of its edits."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from lint.core.character_classes import content
from lint.core.findings import Span
from lint.decisions.anchoring import Context
from lint.decisions.events import Quote

if TYPE_CHECKING:
    from lint.core.findings import Finding, Fix
    from lint.decisions.anchoring import Places

STEPS = (6, 12, 20, 40, 80)
"""Characters of content quoted on each side; more only where findings are alike. The fingerprint has six,
too, and 80 is the contract's limit."""

REACH = 80
"""Code points that are quoted on each side at most, with punctuation and spaces: the contract's limit."""


class Said(NamedTuple):
    """What an event says of a finding, whatever the verdict."""

    quote: Quote
    to: str | None
    edits: str


def describe(finding: Finding, places: Places) -> Said:
    """What an event says of `finding`: what it quotes and what its fix makes of that."""
    text = places.text
    start, end = hull(finding)
    to = None
    if finding.fix and finding.fix.edits:
        to = applied(text, finding.fix, start, end)
    several = finding.fix is not None and len(finding.fix.edits) > 1
    edits = edits_hash(finding.fix, text) if finding.fix and several else ""
    return Said(quote(start, end, places), to, edits)


def hull(finding: Finding) -> Span:
    """The stretch of the text with the finding and all edits of its fix."""
    edits = finding.fix.edits if finding.fix else ()
    return Span(
        min(finding.start, *(edit.start for edit in edits), finding.start),
        max(finding.end, *(edit.end for edit in edits), finding.end),
    )


def applied(text: str, fix: Fix, start: int, end: int) -> str:
    """``text[start:end]`` with the edits of `fix`, which lie inside."""
    parts: list[str] = []
    for edit in fix.edits:
        parts += (text[start : edit.start], edit.text)
        start = max(start, edit.end)
    return "".join((*parts, text[start:end]))


def edits_hash(fix: Fix, text: str) -> str:
    """A hash of what each edit of `fix` replaces and by what; where they are does not count."""
    pairs = "\0".join(f"{text[edit.start : edit.end]}\0{edit.text}" for edit in fix.edits)
    return blake2b(pairs.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def quote(start: int, end: int, places: Places) -> Quote:
    """The quote of ``text[start:end]``, as long as it must be to be the only one of its kind.

    It grows until each side is unique by itself: then it fits no other place when one that is alike is
    deleted.
    """
    for step in STEPS:
        found = _quoted(places.text, start, end, step)
        sides = found._replace(after=""), found._replace(before="")
        if all(_is_unique(side, places) for side in sides):
            break
    return found


def _quoted(text: str, start: int, end: int, count: int) -> Quote:
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    return Quote(_last(before, count), text[start:end], _first(after, count))


def _last(text: str, count: int) -> str:
    """The end of `text` with so many characters of content."""
    at = len(text)
    while at and len(content(text[at:])) < count:
        at -= 1
    return text[at:]


def _first(text: str, count: int) -> str:
    at = 0
    while at < len(text) and len(content(text[:at])) < count:
        at += 1
    return text[:at]


def _is_unique(found: Quote, places: Places) -> bool:
    return len(places.find(Context.of(found), found.middle, most=2)) == 1
