"""Titles of the articles in one file, and whether each is about the text below it or the text above.

A title is one or more short lines above a byline, behind a signature, or at the very end. How much a text
is about a title is the share of the title's character pairs that it has, a pair that every article has
counting little (as inverse document frequency does for words).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lint.blocks import Block, Kind, blocks
from lint.document import fact
from lint.findings import Span
from lint.text import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.document import Document

_BYLINE = re.compile(rf"[■●◆▲◎★]\s*[{HAN}·][{HAN}·\s、]{{1,24}}(?:[（(][^）)]{{1,20}}[)）])?$")
_ENDS = "。；，！？：、）》)!?;,:…—"
_TITLES = frozenset({Kind.HEADING, Kind.PARAGRAPH})
_PAIRS = re.compile(rf"(?=([{HAN}]{{2}}))")
_HAN = re.compile(f"[{HAN}]")
ASKED = 12
"""Titles, spread over a file, whose texts are asked first."""

_WIDEST = 60
"""Half-ems of the longest line of a title."""


class Title(NamedTuple):
    """The lines of an article's title, and where the texts above and below it are."""

    lines: tuple[Block, ...]
    above: Span
    below: Span

    @property
    def first(self) -> bool:
        """Whether no text stands above."""
        return self.above.start == self.above.end

    @property
    def last(self) -> bool:
        """Whether none stands below."""
        return self.below.start == self.below.end


class Share(NamedTuple):
    """How much the texts above and below a title are about it, 0 to 1 each."""

    above: float
    below: float


def is_byline(doc: Document, block: Block) -> bool:
    """Whether a block names the author of what follows."""
    return block.kind is Kind.BYLINE or _BYLINE.match(doc.text, block.start, block.end) is not None


@fact
def titles(doc: Document) -> list[Title]:
    """The articles' titles in order; none unless three of them have a byline below."""
    found = blocks(doc)
    groups = _groups(doc)
    if sum(stop < len(found) and is_byline(doc, found[stop]) for _, stop in groups) < 3:
        return []
    # Body n is what stands above title n, and body n + 1 what stands below.
    stops, starts = [0] + [stop for _, stop in groups], [start for start, _ in groups] + [len(found)]
    bodies = [
        Span(found[stop].start, found[start - 1].end) if stop < start else Span(0, 0)
        for stop, start in zip(stops, starts, strict=True)
    ]
    return [
        Title(tuple(found[start:stop]), bodies[at], bodies[at + 1]) for at, (start, stop) in enumerate(groups)
    ]


def tendency(doc: Document, found: Sequence[Title]) -> float:
    """How many times as much of some titles stands in the texts above as in those below, roughly."""
    above = below = 1
    for title in found[:: len(found) // ASKED + 1]:
        pairs = _pairs(doc, title)
        above += sum(doc.text.find(pair, *title.above) >= 0 for pair in pairs)
        below += sum(doc.text.find(pair, *title.below) >= 0 for pair in pairs)
    return above / below


def shares(doc: Document, found: Sequence[Title]) -> list[Share]:
    """For each title how much the texts round it are about it."""
    if not found:
        return []
    spans = [found[0].above, *(title.below for title in found)]
    bodies = [set(_PAIRS.findall(doc.text, start, end)) for start, end in spans]
    asked = [_pairs(doc, title) for title in found]
    every = set().union(*asked)
    common = Counter(pair for have in bodies for pair in have & every)
    result = []
    for at, pairs in enumerate(asked):
        weights = {pair: 1 / max(1, common[pair]) for pair in pairs}
        above, below = (
            sum(weight for pair, weight in weights.items() if pair in have) / max(1, len(weights))
            for have in (bodies[at], bodies[at + 1])
        )
        result.append(Share(above, below))
    return result


def _pairs(doc: Document, title: Title) -> set[str]:
    """The pairs of Han characters in a title."""
    return set(_PAIRS.findall(doc.text, title.lines[0].start, title.lines[-1].end))


def _groups(doc: Document) -> list[tuple[int, int]]:
    """Runs of title-like blocks that stand where an article's title can stand."""
    found = blocks(doc)
    groups = []
    at = 0
    while at < len(found):
        start = at
        while at < len(found) and _may_be_title(doc, found[at]):
            at += 1
        if at > start:
            below = at == len(found) or is_byline(doc, found[at])
            if below or (start and found[start - 1].kind is Kind.SIGNATURE):
                groups.append((start, at))
        else:
            at += 1
    return groups


def _may_be_title(doc: Document, block: Block) -> bool:
    if block.width > _WIDEST or block.kind not in _TITLES or doc.text[block.end - 1] in _ENDS:
        return False
    return len(_HAN.findall(doc.text, block.start, block.end)) >= 4 and not is_byline(doc, block)
