"""Running heads and feet that carry the number of their page on the same line.

Their words change from chapter to chapter, and recognisers misread them from page to page. What proves them:
the numbers count up with the pages, neighbours say much the same, and sentences run across them.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from lint.core.character_classes import HAN
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.core.document import Document

_BLANK = r"[ \t\u3000]"
_NO_HEAD = "年月日级屆届號号章节節条條、.．,，:：)）%％/~～—-"
"""What follows a number that counts something else: 1986年, 12. , 3：."""

_NO_FOOT = "第图圖表附例题題式年月/~～—.．,，:：-"
"""What stands before such a number: 图12, 第12."""

# Possessive, so that a line of a million blanks is read once.
_LINE = re.compile(
    rf"^{_BLANK}*+(?:(?P<left>\d{{1,7}}+){_BLANK}*+(?![{_NO_HEAD}])(?P<after>\S[^，。；！？\n]{{3,69}})"
    rf"|(?P<before>\S[^，。；！？\n]{{3,69}}?)(?<![\s{_NO_FOOT}])(?:(?<!\d)|{_BLANK}){_BLANK}*+(?P<right>\d{{1,7}}+)){_BLANK}*+$",
    re.MULTILINE,
)
# Line ends beside which a line may have a number at its edge: so the other lines cost nothing.
_AT_NUMBER = re.compile(r"\n(?:(?<=[\d \t\u3000]\n)|(?=[ \t\u3000]*+\d))")
_LONGEST = 160
"""Characters of the longest line that is looked at, its blanks included."""

_LETTERS = re.compile(f"[{HAN}A-Za-z]+")
FINAL = "。！？…；：.!?;:”’』」）)》"
"""Marks after which a line may be the last of its paragraph."""

PAGE = 100
"""Characters that a page has at least."""

STEP = 3
"""Pages between two heads that were both read, at most: first pages of chapters and plates carry none."""

LEAST = 4
"""Heads in a row that count up, at least."""

ALIKE = 60
"""Share of the characters, in per cent, that two heads of one chapter have in common at least."""

CUTTING = 4
"""Heads of which one, at least, stands inside a sentence."""


class Head(NamedTuple):
    """A line that may be a head, without the blanks at its edges."""

    start: int
    end: int
    number: int
    name: str
    """Its letters."""
    cuts: bool
    """Whether the text before it stops inside a sentence."""


class Page(NamedTuple):
    """What the head of a page says."""

    number: int
    times: int
    """How many heads are in one sequence with it."""


@fact
def numbered_heads(doc: Document) -> dict[int, Page]:
    """The heads by where their lines start."""
    lines = list(_lines(doc.text))
    if len(lines) < LEAST:
        return {}
    found: dict[int, Page] = {}
    for pages in _sequences(lines):
        if _are_heads(pages):
            found.update((head.start, Page(head.number, len(pages))) for head in _with_misread(pages, lines))
    return found


def letters(text: str) -> str:
    """What a head is known by: no figures, marks or blanks."""
    return "".join(_LETTERS.findall(text))


def _lines(text: str) -> Iterator[Head]:
    """Lines with a number at one edge and four letters or more beside it."""
    for start, end in _numbered(text):
        match = _LINE.match(text, start, end)
        name = letters(match["after"] or match["before"]) if match else ""
        if match and len(name) >= 4:
            first = start + len(match[0]) - len(match[0].lstrip())
            before = text[max(0, start - 60) : start].rstrip()
            line = before.rpartition("\n")[2]
            cuts = len(line) >= 12 and line[-1] not in FINAL
            yield Head(first, end, int(match["left"] or match["right"]), name, cuts)


def _numbered(text: str) -> Iterator[tuple[int, int]]:
    """Where lines start and end that may have a number at one edge, and no others but a few."""
    done = -1
    breaks = chain([-1], map(re.Match.start, _AT_NUMBER.finditer(text)), [len(text)])
    for at in breaks:
        start = text.rfind("\n", max(0, at - _LONGEST), max(0, at)) + 1
        if done < start < at <= start + _LONGEST:
            done = start
            yield start, at
        end = text.find("\n", at + 1, at + 2 + _LONGEST)
        if at + 1 < end:
            done = at + 1
            yield at + 1, end


def _sequences(lines: Iterable[Head]) -> list[list[Head]]:
    """Lines whose numbers count up, a page apart at least."""
    ends: dict[int, list[Head]] = {}  # the sequence that ends in a number
    found: list[list[Head]] = []
    for head in lines:
        for last in range(head.number - 1, head.number - 1 - STEP, -1):
            pages = ends.get(last)
            if pages and head.start - pages[-1].end >= PAGE:
                del ends[last]
                break
        else:
            found.append(pages := [])
        pages.append(head)
        ends[head.number] = pages
    return [pages for pages in found if len(pages) >= LEAST]


def _are_heads(pages: Sequence[Head]) -> bool:
    """Whether lines that count up say what those near them say, and cut sentences."""
    alike = sum(_is_alike(head, pages[max(0, at - 2) : at]) for at, head in enumerate(pages))
    return 2 * alike >= len(pages) and CUTTING * sum(head.cuts for head in pages) >= len(pages)


def _with_misread(pages: Sequence[Head], lines: Iterable[Head]) -> Iterator[Head]:
    """The heads, and lines between them that say the same with a number that was misread."""
    yield from pages
    known = {head.start for head in pages}
    at = 0
    for line in lines:
        while at < len(pages) and pages[at].start < line.start:
            at += 1
        between = 0 < at < len(pages) and line.start not in known
        if between and line.cuts and _is_alike(line, pages[max(0, at - 2) : at + 2]):
            yield line


def _is_alike(head: Head, others: Sequence[Head]) -> bool:
    from rapidfuzz.fuzz import ratio

    return any(ratio(head.name, other.name) >= ALIKE for other in others)
