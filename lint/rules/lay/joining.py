"""How two parts of a sentence are put together again: the edits that the layout rules share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.blocks import blocks
from lint.evidence.edges import core, separator
from lint.findings import Edit, Fix

if TYPE_CHECKING:
    from lint.document import Document
    from lint.evidence.seams import Seam

_LEAD_IN = re.compile(r"[^。！？*\n]{0,20}[。！？：]|[^，。、；*\n]{1,3}(?=[，、；])")
"""What is left of a bold lead-in behind the seam: up to its stop, or a few characters before a comma."""

_HYPHENS = "-‐\u00ad"
_DIVIDED = re.compile(rf"(?<![A-Za-zÀ-ɏ\d/_.-])[A-Za-zÀ-ɏ]{{2,}}[{_HYPHENS}]$")
_REST = re.compile(r"[a-zß-öø-ÿ]{2,}(?![A-Z\d/_-])")
"""A word that is divided at a line's end, and its rest: neither has other hyphens, digits or slashes."""


def join(doc: Document, seam: Seam) -> Fix:
    """The fix that puts the two blocks of `seam` into one line; what stands between them goes."""
    text, found = doc.text, blocks(doc)
    left, right = found[seam.left], found[seam.right]
    start, end = left.end, right.start
    if right.level:
        end += right.level + 1
    inner_end, inner_start = core(text, left)[1], core(text, right)[0]
    put = separator(text[inner_end - 1], text[inner_start])
    if inner_end < start and inner_start > end:
        # Bold on both sides of the seam: one stretch of bold.
        return Fix((Edit(inner_end, inner_start, put),), seam.safety)
    if inner_end < start and (rest := _LEAD_IN.match(text, end, right.end)):
        # A bold lead-in cut in two: its bold ends where it ends.
        return Fix((Edit(inner_end, rest.end(), put + rest[0] + text[inner_end:start]),), seam.safety)
    if text[start - 1] in _HYPHENS and _DIVIDED.search(text, max(left.start, start - 40), start):
        start -= _REST.match(text, end, right.end) is not None
    return Fix((Edit(start, end, put),), seam.safety)
