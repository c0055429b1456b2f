"""The fenced code of a text, read as CommonMark reads it: whoever asks about fences asks here.

A fence opens with three or more backticks or tildes and closes with a run of the same character that is at
least as long and has nothing after it. Without a closing run it ends with the block quote or list item that
holds it, or with the text. Which lines a block quote or a list item holds is read along the way: that
decides whether an indented run is a fence, or ends one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document

_OPENING = re.compile(r" {0,3}(?P<run>`{3,}+(?=[^`]*$)|~{3,}+)(?P<info>.*)")
_LISTED = re.compile(rf" {{4,}}{_OPENING.pattern.removeprefix(' {0,3}')}")
_QUOTE = re.compile(r" {0,3}> ?")
_ITEM = re.compile(r" {0,3}(?:[-+*]|(?P<number>\d{1,9})[.)])(?= |$)")
_DRAWN = re.compile(r" {0,3}(?:(?:\*[ ]*){3,}|(?:-[ ]*){3,}|(?:_[ ]*){3,})$")
_HEADING = re.compile(r" {0,3}#{1,6}(?: |$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+) *$")
_INDENTED = " " * 4

_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main"
    "|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead"
    "|title|tr|track|ul"
)
_ATTRIBUTE = r"\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?"
_BLANK = re.compile("^ *$")
# How blocks of HTML begin and end, inside which nothing is a fence; the last kind begins no paragraph's line.
_HTML = [
    (re.compile(begin, re.IGNORECASE), re.compile(end, re.IGNORECASE))
    for begin, end in (
        (r" {0,3}<(?:script|pre|style|textarea)(?=\s|>|$)", "</(?:script|pre|style|textarea)>"),
        (r" {0,3}<!--", "-->"),
        (r" {0,3}<\?", r"\?>"),
        (r" {0,3}<![A-Z]", ">"),
        (r" {0,3}<!\[CDATA\[", r"\]\]>"),
        (rf" {{0,3}}</?(?:{_NAMES})(?=\s|/?>|$)", _BLANK.pattern),
        (
            rf" {{0,3}}(?:<[A-Za-z][A-Za-z0-9-]*(?:{_ATTRIBUTE})*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>)\s*$",
            _BLANK.pattern,
        ),
    )
]
_QUOTED = 0
"""A block quote among containers; a list item is there as the columns that its lines are indented by."""

_DEEPEST = 30
"""Containers in one another: what seems to lie deeper is text, or a line of `>` would cost its square."""


class Fence(NamedTuple):
    """One fenced block of code, at offsets of the text."""

    first: int
    """The number of the line that opens it, from 1."""
    last: int
    """The number of its last line: the closing one, if it has one."""
    start: int
    """Where the opening line starts, marks of quotes and lists included."""
    end: int
    """Behind the closing run; without one, behind the last line's text."""
    info: str
    """What follows the opening run, without blanks at its ends."""
    closed: bool
    nested: bool
    """Whether a block quote or list item holds it."""


@fact
def fences(doc: Document) -> list[Fence]:
    """The fenced code of `doc`, in order."""
    text = doc.text
    if "```" not in text and "~~~" not in text:
        return []
    return list(_Reader(text).read())


class _Open(NamedTuple):
    """A fence that is still open."""

    line: int
    start: int
    info: str
    closing: re.Pattern[str]


class _Reader:
    """Reads lines one by one; what it keeps is what the lines so far leave open."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._containers: list[int] = []
        self._in_paragraph = False
        self._is_empty_item = False
        self._fence: _Open | None = None
        self._html: re.Pattern[str] | None = None

    def read(self) -> Iterator[Fence]:
        """The fences of the text."""
        start = 0
        for number, line in enumerate(self._lines, 1):
            # With tabs as blanks up to the next column that four divides, indents are columns.
            yield from self._line(number, start, line.expandtabs(4) if "\t" in line else line)
            start += len(line) + 1
        if self._fence:
            yield self._ended(self._fence, len(self._lines), start - 1)

    def _line(self, number: int, start: int, line: str) -> Iterator[Fence]:
        rest, depth = self._enter(line)
        inside = depth == len(self._containers)
        if self._fence and inside:
            if self._fence.closing.match(rest):
                end = start + len(self._lines[number - 1].rstrip(" \t"))
                yield self._ended(self._fence, number, end, closed=True)
                self._fence = None
            return
        if self._fence:
            yield self._ended(self._fence, number - 1, start - 1)
            self._fence = None
        if self._html and inside:
            if self._html.search(rest):
                self._html = None
            return
        self._html = None
        rest, opened = self._open(rest, depth)
        self._leaf(rest, number, start, depth, opened=opened)

    def _enter(self, line: str) -> tuple[str, int]:
        """What is left of a line behind the marks and indents of open containers, and how many these are."""
        for depth, container in enumerate(self._containers):
            if container == _QUOTED:
                mark = _QUOTE.match(line)
                if not mark:
                    return line, depth
                line = line[mark.end() :]
            elif line.strip(" "):
                if line[:container].strip(" "):
                    return line, depth
                line = line[container:]
            elif self._is_empty_item and depth == len(self._containers) - 1:
                return line, depth  # an item begins with one blank line at most
        return line, len(self._containers)

    def _open(self, line: str, depth: int) -> tuple[str, bool]:
        """What is left of a line behind the quotes and items that begin on it, and whether any do."""
        opened = False
        while depth < _DEEPEST:
            if line.startswith(_INDENTED):
                # A fence that indented code shows: the indent holds it, as an item would.
                if self._in_paragraph or not _LISTED.match(line):
                    break
                width, line = len(_INDENTED), line[len(_INDENTED) :]
            elif mark := _QUOTE.match(line):
                width, line = _QUOTED, line[mark.end() :]
            elif item := self._item(line, interrupts=self._in_paragraph and depth == len(self._containers)):
                behind = line[item.end() :]
                gap = len(behind) - len(behind.lstrip(" "))
                # Five blanks and more are one, and code that is indented.
                gap = gap if 1 <= gap <= 4 and gap < len(behind) else 1
                width, line = item.end() + gap, behind[gap:]
            else:
                break
            del self._containers[depth:]
            self._containers.append(width)
            depth += 1
            self._in_paragraph = False
            opened = True
            self._is_empty_item = bool(width) and not line.strip(" ")
        if not opened:
            self._is_empty_item = False
        return line, opened

    @staticmethod
    def _item(line: str, *, interrupts: bool) -> re.Match[str] | None:
        """The mark of a list item; one that interrupts a paragraph has text, and 1 for its number."""
        item = _ITEM.match(line)
        if not item or _DRAWN.match(line):
            return None
        if interrupts and (item["number"] not in {None, "1"} or not line[item.end() :].strip(" ")):
            return None
        return item

    def _leaf(self, line: str, number: int, start: int, depth: int, *, opened: bool) -> None:
        """Take in what is no container: text, a heading, the beginning of a fence."""
        goes_on = self._in_paragraph and not opened
        is_lazy = goes_on and depth < len(self._containers)
        fence = _OPENING.match(line)
        html = self._html_block(line, goes_on=goes_on)
        ends = bool(fence or html or any(shape.match(line) for shape in (_BLANK, _HEADING, _DRAWN)))
        if is_lazy and not ends:
            return  # text of a paragraph needs no marks before it
        if not opened:
            del self._containers[depth:]
        if not ends:
            ends = _UNDERLINE.match(line) is not None if goes_on else line.startswith(_INDENTED)
        self._in_paragraph = not ends
        if html and not html.search(line):
            self._html = html
        elif fence:
            run = fence["run"]
            closing = re.compile(rf" {{0,3}}{run}{run[0]}* *$")
            self._fence = _Open(number, start, fence["info"].strip(), closing)

    @staticmethod
    def _html_block(line: str, *, goes_on: bool) -> re.Pattern[str] | None:
        """The end of the block of HTML that `line` begins, if it does."""
        if "<" not in line[:4]:
            return None
        kinds = _HTML[:-1] if goes_on else _HTML
        return next((end for begin, end in kinds if begin.match(line)), None)

    def _ended(self, fence: _Open, last: int, end: int, *, closed: bool = False) -> Fence:
        return Fence(fence.line, last, fence.start, end, fence.info, closed, bool(self._containers))
