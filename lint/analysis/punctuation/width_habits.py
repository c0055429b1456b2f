"""How a text writes its marks: the habit of a paragraph, of the page round it, of the whole file.

An engine writes one width for a page at a time, so paragraphs are nearly always of one kind (measured on
magazine OCR: no mixed paragraph). A mark is judged by the nearest scope that holds enough marks to judge by.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.ascii_view import ascii_part
from lint.analysis.characters.script_detection import Script, document_census
from lint.analysis.characters.text_search import unified
from lint.analysis.regions.protected_spans import shield
from lint.analysis.regions.references import references
from lint.core.character_classes import FULLWIDTH, HAN, LATIN
from lint.core.document import Document, fact, line_map

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lint.settings.options import Options

CHINESE = HAN + re.escape(FULLWIDTH.replace("　", ""))
"""Characters beside which a mark belongs to a Chinese sentence."""

FULL = dict(zip(",;:!?.()", "，；：！？。（）", strict=True))
"""Half-width marks and the full-width ones that Chinese uses for them."""

ENOUGH = 4
"""Marks that a scope must hold to be judged by itself."""

PAGE = 600
"""Characters on each side of a line that count as its page."""

SIDE = 300
"""Characters before or behind a mark that say which page it belongs to."""

_BESIDE = rf"(?:(?<=[{CHINESE}].)|(?=[{CHINESE}]))"
_PAUSES = ",;:!?"
_PAUSE = re.compile(rf",{_BESIDE}")
_SPACED_PAUSE = re.compile(f"[{_PAUSES}] ")
_STOP = re.compile(rf"\.(?:(?![\w.])(?<=[{HAN}”’」』）》%％].)|(?=[{HAN}])(?<=[{HAN}”’」』）》].))")
_BRACKET = re.compile(rf"\({_BESIDE}")
_HAN = re.compile(f"[{HAN}]")
_LETTER = re.compile(f"[{LATIN}]")
# Three or more short items with commas between them: what Chinese writes 、 between.
_LIST = re.compile(rf"(?<![{HAN}])(?:[{HAN}]{{1,6}},){{2,}}[{HAN}]{{1,6}}(?![{HAN}])")
_SPACED_LATIN = re.compile(rf"[{HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{HAN}]")


class Width(NamedTuple):
    """How many marks of a scope are half and how many full width."""

    half: int
    full: int

    @property
    def mostly_half(self) -> bool:
        """Whether half width is what this scope writes."""
        return self.half > 0 and self.half >= self.full


class Habit:
    """Where one kind of mark stands in half width, and how often in full width round any place."""

    def __init__(self, doc: Document, marks: Iterable[re.Match[str]], full: str) -> None:
        self._text = doc.text
        self._full = full
        self._starts = line_map(doc).starts
        outside = shield(doc).outside([mark.start() for mark in marks])
        self.places: Sequence[int] = references(doc).outside(outside)
        self._lines: dict[int, Width] = {}

    @cached_property
    def _unified(self) -> str:
        return unified(self._text, self._full)

    def count(self, start: int, end: int) -> Width:
        """The marks of ``[start, end)``."""
        return Width(self._half(start, end), self._unified.count(self._full[0], start, end))

    def _half(self, start: int, end: int) -> int:
        return bisect_left(self.places, end) - bisect_left(self.places, start)

    @cached_property
    def file(self) -> Width:
        """The marks of the whole text."""
        return self.count(0, len(self._text))

    def around(self, offset: int) -> Width:
        """The marks of the nearest scope round `offset` with enough of them: paragraph, page, file."""
        line = bisect_right(self._starts, offset)
        width = self._lines.get(line)
        if width is None:
            width = self._lines[line] = self._judge(line)
        if width.mostly_half:
            return width
        # The last marks of a page, or the first ones, in a paragraph that another page began or goes on with.
        for start, end in ((offset, offset + SIDE), (max(0, offset - SIDE), offset + 1)):
            half = self._half(start, end)
            if half > ENOUGH and self._unified.find(self._full[0], start, end) < 0:
                return Width(half, 0)
        return width

    def _judge(self, line: int) -> Width:
        starts = self._starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self._text)
        for width in (self.count(start, end), self.count(max(0, start - PAGE), end + PAGE)):
            if sum(width) >= ENOUGH:
                return width
        return self.file


@fact
def pauses(doc: Document) -> Habit:
    """The habit of ``,;:!?``, the full stop left out: engines that halve commas often keep it."""
    return Habit(doc, _PAUSE.finditer(unified(doc.text, _PAUSES)), "，；：！？")


@fact
def stops(doc: Document) -> Habit:
    """The habit of the full stop: ``.`` or ``。``."""
    return Habit(doc, _STOP.finditer(doc.text), "。")


@fact
def brackets(doc: Document) -> Habit:
    """The habit of round brackets."""
    return Habit(doc, _BRACKET.finditer(doc.text), "（")


@fact
def sets_blanks_after_marks(doc: Document) -> bool:
    """Whether a blank or line end follows most half-width marks: they are set as in English, by choice."""
    text, places = doc.text, pauses(doc).places
    if not _SPACED_PAUSE.search(ascii_part(doc)):
        return False
    inner = [at for at in places if _HAN.match(text, at - 1) and at]
    spaced = sum(1 for at in inner if text[at + 1 : at + 2] in {"", " ", "\n"})
    return spaced * 2 >= len(inner) > 0 and any(text.startswith(" ", at + 1) for at in inner)


def keeps_half_width(doc: Document, options: Options) -> bool:
    """Whether half-width marks of Chinese sentences are a way of writing in `doc`, and no damage.

    The text says so by blanks behind them; in Traditional web copy it is a custom. The rules that set such
    marks apart and those that widen them both ask this, so that neither undoes what the other is about to do.
    """
    if sets_blanks_after_marks(doc):
        return True
    return options.spacing == "add" and document_census(doc).script is Script.TRADITIONAL


@fact
def sets_latin_apart(doc: Document) -> bool:
    """Whether blanks stand between Han and Latin letters or digits anywhere in the text."""
    return _SPACED_LATIN.search(doc.text) is not None


def is_chinese(text: str, offset: int) -> bool:
    """Whether `offset` stands in a Chinese sentence, not in an English one that names a Chinese word."""
    start = max(text.rfind("\n", max(0, offset - 40), offset) + 1, offset - 40, 0)
    end = text.find("\n", offset, offset + 40)
    window = text[start : end if end >= 0 else offset + 40]
    return len(_HAN.findall(window)) * 4 >= len(_LETTER.findall(window))


@fact
def lists(doc: Document) -> frozenset[int]:
    """Half-width commas between three or more short items of Han, in lines without 、: may stand for it."""
    text = doc.text
    found: set[int] = set()
    at = text.find(",")
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        if text.find("、", start, end) < 0:
            for match in _LIST.finditer(text, start, end):
                found.update(at for at in range(*match.span()) if text[at] == ",")
        at = text.find(",", end)
    return frozenset(found)
