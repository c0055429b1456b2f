"""The tree of headings, and what headings have in common."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.blocks.classify import blocks
from lint.analysis.blocks.line_kinds import Block, Kind
from lint.core.character_classes import CLOSERS, HAN, OPENERS
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

_MARKUP = re.compile(r"^#{1,6}[ \t]+|[ \t]+#+$|\*\*|__|<[^<>]{1,200}>|\s*\{#[^{}]{1,80}\}")
_MARK = re.compile("[#*_<{]")
"""What each of these has."""

_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+(?P<chapter>[章节節编編篇部讲講])"
    r"|(?P<enclosed>[（(][一二三四五六七八九十百]+[)）])"
    r"|(?P<han>[一二三四五六七八九十百]+[、．.])"
    r"|(?P<digit>\d{1,2}[、．.)）](?!\d))"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2})+))"
)


class Heading(NamedTuple):
    """A Markdown heading."""

    block: Block
    place: int
    """Which of the document's blocks it is."""
    title: str
    """Its text without marks of Markdown."""

    @property
    def level(self) -> int:
        """1 to 6."""
        return self.block.level


def plain(text: str) -> str:
    """`text` without marks of Markdown."""
    return (_MARKUP.sub("", text) if _MARK.search(text) else text).strip()


def key(title: str) -> str:
    """What two writings of one title share: its letters, digits and Han characters."""
    return _SIGNS.sub("", title)


@fact
def headings(doc: Document) -> list[Heading]:
    """The Markdown headings in order."""
    return [
        Heading(block, index, plain(doc.text[block.start : block.end]))
        for index, block in enumerate(blocks(doc))
        if block.level
    ]


@fact
def usual_headings(doc: Document) -> Counter[str]:
    """How often each title heads a section."""
    return Counter(key(heading.title) for heading in headings(doc))


class Shape(NamedTuple):
    """How a title is built: siblings are built alike."""

    number: str
    """The kind of numbering, "" when there is none."""
    lead: int
    """Han characters before a colon, 0 when there is no colon inside."""


_LEAD = re.compile(rf"([{HAN}]{{2,6}})[：:](?=\s*\S)")
_PARTS = re.compile(rf"[，,]\s*|(?<=[{HAN}”）])\s+(?=[{HAN}“（])")


def shape(title: str) -> Shape:
    """The shape of `title`."""
    number = _NUMBER.match(title)
    lead = _LEAD.match(title)
    kind = "" if number is None else number["chapter"] or number.lastgroup or ""
    return Shape(kind, len(lead[1]) if lead else 0)


def are_parallel(one: str, other: str) -> bool:
    """Whether two titles are built as siblings are: numbered or led in alike, or with ends alike."""
    a, b = shape(one), shape(other)
    if a.number or b.number:
        return a.number == b.number
    if a.lead or b.lead:
        return a.lead == b.lead
    first, second = _PARTS.split(one), _PARTS.split(other)
    if len(first) != len(second) or len(first) == 1:
        return False
    alike = sum(map(_alike, first, second))
    return 2 * alike >= len(first) and _alike(first[-1], second[-1])


def _alike(one: str, other: str) -> bool:
    """Whether two parts begin or end with the same two characters, or with one on each side."""
    return one[:2] == other[:2] or one[-2:] == other[-2:] or (one[:1] == other[:1] and one[-1:] == other[-1:])


def open_marks(text: str) -> str:
    """The opening marks in `text` that it does not close, the outermost first."""
    stack: list[str] = []
    for mark in re.findall(f"[{re.escape(OPENERS + CLOSERS)}]", text):
        if mark in OPENERS:
            stack.append(mark)
        elif stack and CLOSERS.index(mark) == OPENERS.index(stack[-1]):
            stack.pop()
    return "".join(stack)


_ENDS = "。！？；，、!?;,"


def is_title_like(doc: Document, block: Block) -> bool:
    """Whether a block may be a title: a heading, or a short line of its own that ends no sentence."""
    if block.kind is Kind.HEADING:
        return True
    if block.width > 60 or block.kind is not Kind.PARAGRAPH:
        return False
    return doc.text[block.end - 1] not in _ENDS
