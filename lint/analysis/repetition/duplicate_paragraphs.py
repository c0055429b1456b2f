"""Paragraphs that stand twice, word for word or nearly.

A paragraph is looked up by what stands beside its stops: the earlier one that shares most of that is its
likely original, and only that one is compared, clause by clause and then letter by letter.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Kind
from lint.analysis.blocks.running_text import block_starts
from lint.analysis.regions.protected_spans import shield
from lint.analysis.repetition.repeated_passages import MIDDLE, recurrences
from lint.core.character_classes import HAN, STOPS
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.analysis.blocks.line_kinds import Block
    from lint.core.document import Document

_TEXT = frozenset({Kind.PARAGRAPH, Kind.LIST})
_CLAUSE = re.compile(r"\w{4,}")
_HAN = re.compile(f"[{HAN}]")
_STOP = re.compile(f"[{STOPS}；]")
_SIGNS = re.compile(r"[\W_]+")

LEAST = 60
"""Han characters in a paragraph worth comparing: below that, formulas and refrains are equal by nature."""

SHARED = 0.7
"""Share of a paragraph's clauses, by letters, that must stand in the other."""

ALIKE = 95.0
"""Percent of letters in order that must agree: what two readings of one page differ by is less."""


class Copy(NamedTuple):
    """A paragraph and the earlier one that it repeats."""

    original: Block
    block: Block
    place: int
    """Which of the document's blocks it is …"""
    source: int
    """… and which the original is."""
    likeness: float
    """0 to 100."""


@fact
def copies(doc: Document) -> list[Copy]:
    """Paragraphs of two sentences or more that repeat an earlier one."""
    found: dict[int, Copy] = {}
    for place, source in _kin(doc):
        source = found[source].source if source in found else source  # noqa: PLW2901 - the first of all copies
        block, original = blocks(doc)[place], blocks(doc)[source]
        if place not in found and _is_text(doc, block) and _is_text(doc, original):
            likeness = _likeness(doc.text, original, block)
            if likeness >= ALIKE:
                found[place] = Copy(original, block, place, source, likeness)
    return list(found.values())


def _kin(doc: Document) -> list[tuple[int, int]]:
    """Blocks with something that recurs and earlier ones of like length that have it; the likeliest first."""
    found = blocks(doc)
    starts = block_starts(doc)
    shared = Counter(
        (bisect_right(starts, again + MIDDLE) - 1, bisect_right(starts, again - period + MIDDLE) - 1)
        for period, windows in ((f.second.start - f.first.start, f.windows) for f in recurrences(doc))
        for again in windows
    )
    kin = [
        (place, -often, source)
        for (place, source), often in shared.items()
        if source < place and 0.9 * found[place].width < found[source].width < 1.1 * found[place].width
    ]
    return [(place, source) for place, _, source in sorted(kin)]


def _is_text(doc: Document, block: Block) -> bool:
    return block.kind in _TEXT and block.width >= 2 * LEAST and block.start not in shield(doc)


def _likeness(text: str, original: Block, block: Block) -> float:
    """How alike two paragraphs are, 0 when they share too little or have too little text to say."""
    body, earlier = text[block.start : block.end], text[original.start : original.end]
    if len(_HAN.findall(body)) < LEAST or len(_STOP.findall(body)) < 2:
        return 0.0
    if body == earlier:
        return 100.0
    clauses, known = _CLAUSE.findall(body), set(_CLAUSE.findall(earlier))
    if sum(len(clause) for clause in clauses if clause in known) < SHARED * sum(map(len, clauses)):
        return 0.0
    from rapidfuzz.fuzz import ratio

    return ratio(_SIGNS.sub("", earlier), _SIGNS.sub("", body), score_cutoff=ALIKE)
