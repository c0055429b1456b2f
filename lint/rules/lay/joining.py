"""How two parts of a sentence are put together again: the edits that the layout rules share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.blocks.classify import blocks
from lint.analysis.characters.spacing import apart
from lint.analysis.layout.line_ends import core, separator
from lint.core.character_classes import HAN, LATIN
from lint.core.findings import Edit, Fix

if TYPE_CHECKING:
    from lint.analysis.blocks.line_kinds import Block
    from lint.analysis.layout.line_joins import Seam
    from lint.core.document import Document

_LEAD_IN = re.compile(r"[^。！？*\n]{0,20}[。！？：]|[^，。、；*\n]{1,3}(?=[，、；])")
"""What is left of a bold lead-in behind the seam: up to its stop, or a few characters before a comma."""

_HYPHENS = "-‐\u00ad"
_DIVIDED = re.compile(rf"(?<![A-Za-zÀ-ɏ\d/_.-])[A-Za-zÀ-ɏ]{{2,}}[{_HYPHENS}]$")
_REST = re.compile(r"[a-zß-öø-ÿ]{2,}(?![A-Z\d/_-])")
"""A word that is divided at a line's end, and its rest: neither has other hyphens, digits or slashes."""

_HAN = re.compile(f"[{HAN}]")
_SCRIPTS = re.compile(rf"[{HAN}](?:[{LATIN}`]|([0-9]))|(?:[{LATIN}`]|([0-9]))[{HAN}]")


def join(doc: Document, seam: Seam) -> Fix:
    """The fix that puts the two blocks of `seam` into one line; what stands between them goes."""
    text, found = doc.text, blocks(doc)
    left, right = found[seam.left], found[seam.right]
    start, end = left.end, right.start
    if right.level:
        end += right.level + 1
    inner_end, inner_start = core(text, left)[1], core(text, right)[0]
    put = _between(doc, inner_end, inner_start, left, right)
    if inner_end < start and inner_start > end:
        # Bold on both sides of the seam: one stretch of bold.
        return Fix((Edit(inner_end, inner_start, put),), seam.safety)
    if inner_end < start and (rest := _LEAD_IN.match(text, end, right.end)):
        # A bold lead-in cut in two: its bold ends where it ends.
        return Fix((Edit(inner_end, rest.end(), put + rest[0] + text[inner_end:start]),), seam.safety)
    if text[start - 1] in _HYPHENS and _DIVIDED.search(text, max(left.start, start - 40), start):
        start -= _REST.match(text, end, right.end) is not None
    return Fix((Edit(start, end, put),), seam.safety)


def _between(doc: Document, end: int, start: int, left: Block, right: Block) -> str:
    """What belongs between the texts of two lines, which end before `end` and begin at `start`.

    A number that a Chinese line is cut in, as at a fixed column, is one number; and a text that sets Han
    apart from Latin does so here.
    """
    text = doc.text
    edges = text[end - 1] + text[start]
    if edges.isdecimal():
        chinese = any(_HAN.search(text, block.start, block.end) for block in (left, right))
        return "" if chinese else " "
    if scripts := _SCRIPTS.fullmatch(edges):
        habit = apart(doc)
        return " " if (habit.digits if scripts[1] or scripts[2] else habit.letters) else ""
    return separator(*edges)
