"""Code inside the lines of a text, between backticks, read as CommonMark reads it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from lint.analysis.regions.fences import fences
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

_RUN = re.compile("`+")
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\$")
# What ends a paragraph, and with it a span that is still open: a blank line, an item, a heading.
_BREAK = re.compile(r"\n[ \t>]*(?:\n|[-+*] |\d{1,9}[.)] |#{1,6} )")
_LONGEST = (300, 300, 2_000)
"""Characters between runs of one, two, and more backticks, at most: engines write single ones for dust."""


@fact
def code_spans(doc: Document) -> list[tuple[int, int]]:
    """Where spans of code start and end, in order: a run of backticks, and the next run of equal length."""
    text = doc.text
    if "`" not in text:
        return []
    fenced = fences(doc)
    borders = sorted(at for fence in fenced for at in (fence.start, fence.end))
    runs = [run.span() for run in _RUN.finditer(text) if not bisect_left(borders, run.end()) % 2]
    starts: dict[int, list[int]] = {}
    for start, end in runs:
        starts.setdefault(end - start, []).append(start)
    found: list[tuple[int, int]] = []
    for start, end in runs:
        if found and start < found[-1][1]:
            continue
        first = start + (_ESCAPED.search(text, max(0, start - 9), start) is not None)
        closing = starts.get(end - first, [])
        at = bisect_left(closing, end)
        if at == len(closing) or closing[at] - end > _LONGEST[min(end - first, 3) - 1]:
            continue
        close = closing[at]
        if not _BREAK.search(text, end, close) and bisect_left(borders, close) == bisect_left(borders, end):
            found.append((first, close + end - first))
    return found
