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
from lint.text import HAN

if TYPE_CHECKING:
    from lint.document import Document

_BYLINE = re.compile(rf"[■●◆▲◎★]\s*[{HAN}·][{HAN}·\s、]{{1,24}}(?:[（(][^）)]{{1,20}}[)）])?$")
_ENDED = re.compile(r"[。；，！？：、）》)!?;,:…—]$")
_PAIRS = re.compile(rf"(?=([{HAN}]{{2}}))")
_HAN = re.compile(f"[{HAN}]")
_WIDEST = 60
"""Half-ems of the longest line of a title."""


class Title(NamedTuple):
    """The lines of an article's title."""

    lines: tuple[Block, ...]
    above: float
    """How much the article above is about it, 0 to 1."""
    below: float
    first: bool
    """Whether no text stands above."""
    last: bool
    """Whether none stands below."""


def is_byline(doc: Document, block: Block) -> bool:
    """Whether a block names the author of what follows."""
    return block.kind is Kind.BYLINE or _BYLINE.match(doc.text[block.start : block.end]) is not None


@fact
def titles(doc: Document) -> list[Title]:
    """The articles' titles in order; none unless three of them have a byline below."""
    found, text = blocks(doc), doc.text
    groups = _groups(doc)
    if sum(stop < len(found) and is_byline(doc, found[stop]) for _, stop in groups) < 3:
        return []
    # Body n is what stands above title n, and body n + 1 what stands below.
    stops, starts = [0] + [stop for _, stop in groups], [start for start, _ in groups] + [len(found)]
    bodies = [
        text[found[stop].start : found[start - 1].end] if stop < start else ""
        for stop, start in zip(stops, starts, strict=True)
    ]
    pairs = [set(_PAIRS.findall(body)) for body in bodies]
    asked = [set(_PAIRS.findall(text[found[start].start : found[stop - 1].end])) for start, stop in groups]
    every = set().union(*asked)
    common = Counter(pair for have in pairs for pair in have & every)
    result = []
    for at, (start, stop) in enumerate(groups):
        weights = {pair: 1 / max(1, common[pair]) for pair in asked[at]}
        above, below = (
            sum(weight for pair, weight in weights.items() if pair in have) / max(1, len(weights))
            for have in (pairs[at], pairs[at + 1])
        )
        result.append(Title(tuple(found[start:stop]), above, below, not bodies[at], not bodies[at + 1]))
    return result


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
    if block.kind not in {Kind.HEADING, Kind.PARAGRAPH} or block.width > _WIDEST or is_byline(doc, block):
        return False
    line = doc.text[block.start : block.end]
    return not _ENDED.search(line) and len(_HAN.findall(line)) >= 4
