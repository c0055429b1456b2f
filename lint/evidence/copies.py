"""Paragraphs that stand twice, word for word or nearly.

A paragraph is looked up by its clauses: another that shares most of them is its likely original, and only
that one is compared letter by letter. Cost grows with the number of clauses.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lint.blocks import Kind, blocks
from lint.document import fact
from lint.evidence.shield import shield
from lint.text import HAN, STOPS

if TYPE_CHECKING:
    from lint.blocks import Block
    from lint.document import Document

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
    text = doc.text
    home: dict[str, int] = {}
    found: list[Copy] = []
    sheltered = shield(doc)
    for index, block in enumerate(blocks(doc)):
        if block.kind not in _TEXT or block.width < 2 * LEAST or block.start in sheltered:
            continue
        body = text[block.start : block.end]
        clauses = _CLAUSE.findall(body)
        total = sum(map(len, clauses))
        votes: Counter[int] = Counter()
        for clause in clauses:
            if (at := home.get(clause)) is not None:
                votes[at] += len(clause)
        if votes:
            source, shared = votes.most_common(1)[0]
            if shared >= SHARED * total and (likeness := _likeness(text, blocks(doc)[source], body)) >= ALIKE:
                found.append(Copy(blocks(doc)[source], block, index, source, likeness))
                continue
        for clause in clauses:
            home.setdefault(clause, index)
    return found


def _likeness(text: str, original: Block, body: str) -> float:
    """How alike two paragraphs are, 0 when `body` has too little text to say."""
    if len(_HAN.findall(body)) < LEAST or len(_STOP.findall(body)) < 2:
        return 0.0
    from rapidfuzz.fuzz import ratio

    earlier = _SIGNS.sub("", text[original.start : original.end])
    return ratio(earlier, _SIGNS.sub("", body), score_cutoff=ALIKE)
