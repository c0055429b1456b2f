"""Titles of the articles in one file, and whether each is about the text below it or the text above.

A title is one or more short lines above a byline, behind a signature, or at the very end. How much a text
is about a title is the share of the title's character pairs that it has, a pair that every article has
counting little (as inverse document frequency does for words).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Block, Kind
from lint.analysis.characters.text_search import Phrases
from lint.core.character_classes import HAN
from lint.core.document import fact
from lint.core.findings import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.core.document import Document

_BULLETS = "■●◆▲◎★"
_BYLINE = re.compile(rf"[{_BULLETS}]\s*[{HAN}·][{HAN}·\s、]{{1,24}}(?:[（(][^）)]{{1,20}}[)）])?$")
_ENDS = "。；，！？：、）》)!?;,:…—"
_TITLES = frozenset({Kind.HEADING, Kind.PARAGRAPH})
_PAIRS = re.compile(rf"(?=([{HAN}]{{2}}))")
_FOUR = re.compile(rf"(?:[^{HAN}]*+[{HAN}]){{4}}")
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
    if block.kind is Kind.BYLINE:
        return True
    text = doc.text
    return text[block.start] in _BULLETS and _BYLINE.match(text, block.start, block.end) is not None


@fact
def titles(doc: Document) -> list[Title]:
    """The articles' titles in order; none unless three of them have a byline below."""
    found = blocks(doc)
    bylines = {at for at, block in enumerate(found) if is_byline(doc, block)}
    groups = _groups(doc, bylines) if len(bylines) >= 3 else []
    if sum(stop in bylines for _, stop in groups) < 3:
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
    asked = [_pairs(doc, title) for title in found]
    every = Phrases(set().union(*asked))
    bodies = [every.within(doc.text[start:end]) for start, end in spans]
    common = Counter(pair for have in bodies for pair in have)
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


def _groups(doc: Document, bylines: set[int]) -> list[tuple[int, int]]:
    """Runs of title-like blocks above a byline, behind a signature or at the very end: first and last + 1."""
    found = blocks(doc)
    groups = set()
    for stop in (*bylines, len(found)):
        start = stop
        while start and _may_be_title(doc, found[start - 1]):
            start -= 1
        groups.add((start, stop))
    for at, block in enumerate(found):
        if block.kind is Kind.SIGNATURE:
            stop = at + 1
            while stop < len(found) and _may_be_title(doc, found[stop]):
                stop += 1
            groups.add((at + 1, stop))
    return sorted((start, stop) for start, stop in groups if start < stop)


def _may_be_title(doc: Document, block: Block) -> bool:
    if block.width > _WIDEST or block.kind not in _TITLES or doc.text[block.end - 1] in _ENDS:
        return False
    return _FOUR.match(doc.text, block.start, block.end) is not None and not is_byline(doc, block)
