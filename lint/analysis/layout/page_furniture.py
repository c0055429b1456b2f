"""What a page carries besides its text: running heads and feet, and page numbers."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Block, Kind
from lint.analysis.blocks.numbered_heads import FINAL, letters, numbered_heads
from lint.analysis.layout.line_ends import End, ending
from lint.analysis.layout.page_heads import UNIT, beside_numbers, without_title
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

_NUMBER = re.compile(r"\d{1,7}")
_DIGITS = re.compile(r"[\d\s〇一二三四五六七八九十百]+")
_FIGURES = re.compile(r"[\d\s]+")
_ENDS = "。！？；，、：,;:?"
_HEADS = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.RUNNING_HEAD})
_BETWEEN = "\ufdd0"  # no character

CUTTING = 8
"""Pages of which one, at least, ends inside a sentence."""

WIDEST = 50
"""Half-ems: running heads are shorter than half a line of a wide page, about 25 Han characters."""

PAGE = 100
"""Characters that a page has at least: numbers closer together count something else."""

STEP = 3
"""Pages between two numbers that were both read, at most: title pages and plates carry none."""


class Furniture(NamedTuple):
    """A line of page furniture."""

    block: Block
    times: int
    """How often the head stands in the file, or how many page numbers are in one sequence with this one."""


@fact
def running_heads(doc: Document) -> list[Furniture]:
    """Lines with the number of their page, and short ones that stand three times or more where pages meet."""
    found, text = blocks(doc), doc.text
    places = [
        at
        for at, block in enumerate(found)
        if block.width <= WIDEST and block.kind in _HEADS and text[block.end - 1] not in _ENDS
    ]
    lines = _BETWEEN.join([text[found[at].start : found[at].end] for at in places])
    names = _DIGITS.sub("", lines).split(_BETWEEN)
    groups: dict[str, list[int]] = {
        name: [] for name, times in Counter(names).items() if times >= 3 and len(letters(name)) >= 4
    }
    for at, name in zip(places, names, strict=False) if groups else ():
        if name in groups:
            groups[name].append(at)
    beside = set(beside_numbers(text, found, [at for pages in _chains(doc) for _, at in pages]))
    numbered = numbered_heads(doc)
    heads = [Furniture(block, numbered[block.start].times) for block in found if block.start in numbered]
    for places in groups.values():
        # 史书卷五, 史书卷六, each once: titles of chapters.
        plain = Counter(_FIGURES.sub("", text[found[at].start : found[at].end]) for at in places)
        if max(plain.values()) > 1 and 2 * sum(_at_seam(found, text, at) for at in places) >= len(places):
            beside.update(at for at in places if not UNIT.search(text, found[at].start, found[at].end))
    known = without_title(text, found, (at for at in beside if found[at].start not in numbered))
    times = Counter(_FIGURES.sub("", text[found[at].start : found[at].end]) for at in beside)
    heads += [
        Furniture(found[at], times[_FIGURES.sub("", text[found[at].start : found[at].end])]) for at in known
    ]
    return sorted(heads)


def _at_seam(found: list[Block], text: str, at: int) -> bool:
    """Whether pages meet above or below a block.

    A page number or a form feed says so, or two blank lines with an unfinished sentence above.
    """
    for one, other in pairwise(range(max(0, at - 1), min(at + 2, len(found)))):
        numbered = Kind.PAGE_NUMBER in {found[one].kind, found[other].kind}
        if numbered or "\f" in text[found[one].end : found[other].start]:
            return True
    above = found[at - 1] if at else None
    cut = above is not None and above.width > WIDEST and text[above.end - 1] not in FINAL
    return cut and found[at].blanks >= 2


@fact
def page_numbers(doc: Document) -> list[Furniture]:
    """Numbers on lines of their own that count up from page to page, or stand next to a running head."""
    found = blocks(doc)
    sequences = _chains(doc)
    sure = [Furniture(found[at], len(pages)) for pages in sequences for _, at in pages]
    sure += _between_heads(doc, {block for block, _ in sure})
    return sure + _beside_heads(doc, {block for block, _ in sure})


@fact
def _chains(doc: Document) -> list[list[tuple[int, int]]]:
    """Number lines that count up with the pages, each number with its block."""
    found = blocks(doc)
    numbered = [
        (int(digits[0]), at)
        for at, block in enumerate(found)
        if block.kind is Kind.PAGE_NUMBER and (digits := _NUMBER.search(doc.text, block.start, block.end))
    ]
    sequences: list[list[tuple[int, int]]] = []
    last, end = -1, -PAGE
    for number, at in numbered:
        block = found[at]
        if last < number <= last + STEP and block.start - end >= PAGE and sequences:
            sequences[-1].append((number, at))
        elif block.start - end < PAGE:
            sequences.append([])  # a column of figures: nothing here is a page number
            last, end = number, block.end
            continue
        else:
            sequences.append([(number, at)])
        last, end = number, block.end
    return [pages for pages in sequences if len(pages) >= 3 and _are_pages(doc, pages)]


def _between_heads(doc: Document, known: set[Block]) -> list[Furniture]:
    """The other numbers that fit between two numbered heads: of pages without a head."""
    heads = sorted(numbered_heads(doc).items())
    starts = [start for start, _ in heads]
    found = []
    for block in blocks(doc) if heads else ():
        if block.kind is not Kind.PAGE_NUMBER or block in known:
            continue
        at, digits = bisect(starts, block.start), _NUMBER.search(doc.text, block.start, block.end)
        if digits and 0 < at < len(heads):
            before, after = heads[at - 1][1], heads[at][1]
            if before.number < int(digits[0]) < after.number <= before.number + 2 * STEP:
                found.append(Furniture(block, before.times))
    return found


def _are_pages(doc: Document, pages: list[tuple[int, int]]) -> bool:
    """Whether numbers, each with its block, are those of pages.

    Bare ones that count from 1 and cut no sentence head sections.
    """
    found, text = blocks(doc), doc.text
    first, last = pages[0][0], pages[-1][0]
    bare = all(text[found[at].start : found[at].end].isdecimal() for _, at in pages)
    if not bare or first not in (1, 2) or (last - len(pages)) * CUTTING > len(pages):
        return True
    before = [found[at - 1] for _, at in pages if at]
    return sum(ending(text, block) > End.LEAD for block in before) * CUTTING >= len(before)


def _beside_heads(doc: Document, known: set[Block]) -> list[Furniture]:
    """The other numbers that stand next to a running head, in sequence or not."""
    found = blocks(doc)
    heads = dict(running_heads(doc))
    return [
        Furniture(block, times)
        for at, block in enumerate(found)
        if block.kind is Kind.PAGE_NUMBER and block not in known
        for times in [max((heads.get(beside, 0) for beside in found[max(0, at - 1) : at + 2]), default=0)]
        if times
    ]
