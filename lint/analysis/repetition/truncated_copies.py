"""Passages that a model wrote again in place of a page's end: they begin in mid-sentence and break off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.blocks.running_text import block_at, is_prose
from lint.analysis.repetition.repeated_passages import passages
from lint.core.character_classes import CLOSERS, HAN, STOPS
from lint.core.document import fact
from lint.core.findings import Span

if TYPE_CHECKING:
    from lint.core.document import Document

_HAN = re.compile(f"[{HAN}]")
_SIGNS = re.compile(r"[\W_]*")
_BEGIN = re.compile(rf"[\s{STOPS}“‘「『（《【]")
_STOP = re.compile(f"[{STOPS}；]")
"""What a set phrase, however long, does not have inside."""

_END = re.compile(rf"[{STOPS}!?.][{re.escape(CLOSERS)}]*\s*$")

_LONG = 1_000
"""Characters of a copy in which Han is counted."""

LEAST = 20
"""Han characters: below that a set phrase can stand twice by chance."""

FULL = 60
"""Half-ems: a line shorter than that may end a list or a poem without a stop."""


_LETTER = re.compile(r"\w")
_NEAR = 20
"""Characters behind a copy in which its next letter is looked for: marks and a line end."""


class BrokenCopy(NamedTuple):
    """The passage and its copy; the text in the copy's place is lost."""

    origin: Span
    copy: Span


@fact
def broken_copies(doc: Document) -> list[BrokenCopy]:
    """Copies that begin inside a sentence and end a paragraph without ending a sentence."""
    text = doc.text
    found = []
    for first, second, _ in passages(doc):
        signs = _SIGNS.match(text, second.start)  # the mark before the copy ends what stands before it
        head = signs.end() - second.start if signs else 0
        origin, copy = Span(first.start + head, first.end), Span(second.start + head, second.end)
        if origin.end > copy.start or _next(text, origin.end) == _next(text, copy.end):
            continue
        if _breaks_off(doc, *copy) and _goes_on(doc, origin.end):
            found.append(BrokenCopy(origin, copy))
    return found


def _next(text: str, at: int) -> str:
    """The next letter: a quotation in lines of another length goes on below as the original does."""
    found = _LETTER.search(text, at, at + _NEAR)
    return found[0] if found else ""


def _breaks_off(doc: Document, start: int, end: int) -> bool:
    text = doc.text
    if end - start < LEAST or not is_prose(doc, start):
        return False
    block, last = block_at(doc, start), block_at(doc, end - 1)
    if block is None or last is None or not block.kind == last.kind == Kind.PARAGRAPH:
        return False
    inside = start > block.start and not _BEGIN.match(text[start - 1])
    copy = text[start:end]
    open_end = end == last.end and not _END.search(copy)
    return inside and open_end and _STOP.search(copy) is not None and len(_HAN.findall(copy[:_LONG])) >= LEAST


def _goes_on(doc: Document, end: int) -> bool:
    """Whether the original goes on where the copy stops: on its line or, when that was cut, below."""
    block = block_at(doc, end - 1)
    if block is None or end < block.end:
        return True
    return block.kind is Kind.PARAGRAPH and block.width >= FULL
