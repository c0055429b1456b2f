"""Quotation marks and brackets of a text as pairs, and the ones that have lost their other half.

The text is read once with a stack that outlives the line: a quotation may run over several paragraphs, each
beginning with the opening mark again, or a paragraph may not have been rejoined. So a mark counts as lost
only where another mark contradicts it, or where its partner is too far away. Lines whose marks come in pairs,
which are most, need no stack where nothing waits: the marks alone, all else struck out, say that they do.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from lint.analysis.punctuation.quote_direction import turned
from lint.analysis.punctuation.width_habits import is_chinese
from lint.analysis.regions.protected_spans import shield
from lint.core.character_classes import OPENING_QUOTES, PAIRS
from lint.core.document import Document, fact, line_map

OPENING = {close: sign for sign, close in PAIRS.items()}
"""Each closing mark and the mark that opens it."""

_WIDE = {"(": "（", ")": "）"}

REACH = 1_500
"""Characters that a quotation may span."""

BRACKET_REACH = 300
"""Characters that a bracket may span beyond its line."""

NEAR = 400
"""Characters from a mark within which its other half is looked for when it was lost."""

_SIGNS = re.escape("".join(PAIRS) + "".join(OPENING)) + "()"
_MARK = re.compile(f"[{_SIGNS}]")
_OTHERS = re.compile(f"[^{_SIGNS}\n]+")
_ROW = re.compile(f"([{_SIGNS}])\\1{{7}}")
"""The same mark eight times and more: drawn, and no half of anything."""
# Closing marks that need no partner: ’ of dogs’ and 6’, ” of 12”; and `1）`, `一）`, `a)` of a list.
_ALONE = re.compile(r"(?:[A-Za-z0-9]’|[0-9]”)\Z")
_NUMBER = re.compile(r"(?:(?<=[\s。；;，,、：:（])|\A)[0-9０-９A-Za-z一二三四五六七八九十①-⑳]{1,3}[)）]\Z")
_NUMBERS = re.compile(r"\n[ \t　]*(（?)[0-9０-９一二三四五六七八九十]{1,3}）")
# One for each sign: `re` finds a single character sooner than one of two.
_APOSTROPHES = {sign: re.compile(rf"{sign}(?<=[A-Za-z].)(?=[A-Za-z])") for sign in "‘’"}

# The marks of a line in pairs, and pairs of other kinds inside them.
_PAIRED = re.compile(
    "(?:"
    + "|".join(
        re.escape(sign)
        + "(?:"
        + "|".join(re.escape(other + PAIRS[other]) for other in PAIRS if other != sign)
        + ")*"
        + re.escape(close)
        for sign, close in PAIRS.items()
    )
    + ")*"
)


class Mark(Struct, frozen=True, gc=False):
    """One half of a pair: where it stands, which it is, the line it is in (counted from 0)."""

    at: int
    sign: str
    line: int


class Lost(NamedTuple):
    """A mark without its other half, which was lost somewhere in ``[start, end]``."""

    mark: Mark
    start: int
    end: int
    place: int = -1
    """Where it was lost, if that is known."""
    sure: bool = True
    """False for a paragraph that may be one of a speech in several paragraphs."""


class Pairing(NamedTuple):
    """The pairs of a text."""

    lost: list[Lost]
    reversed: list[Mark]
    """Quotation marks that look the wrong way; `sign` is the right mark."""


@fact
def pairing(doc: Document) -> Pairing:
    """The pairs of `doc`, judged on its text as it stands: ask for it on rejoined text only."""
    reader = _Reader(doc)
    disturbed = _disturbed(doc)
    lines = _signs(doc).split("\n")
    odd = {line for line in set(lines) if not _PAIRED.fullmatch(line)}
    for number, line in enumerate(lines):
        if line and (reader.waiting or number in disturbed or line in odd):
            marks = _marks(doc, number)
            reader.read([mark for mark in marks if _is_one(doc, mark)] if number in disturbed else marks)
    reader.finish()
    # Brackets of code and of English are read, so that pairs stay pairs, and not reported.
    lost = [
        one for one in reader.lost if doc.text[one.mark.at] not in "()" or is_chinese(doc.text, one.mark.at)
    ]
    return Pairing(sorted(lost, key=lambda one: one.mark.at), reader.reversed)


@fact
def _written(doc: Document) -> str:
    """The text with blanks for the rows that are drawn with marks."""
    text, at = doc.text, 0
    parts: list[str] = []
    while row := _ROW.search(text, at):
        after = re.compile(f"[^{re.escape(row[1])}]").search(text, row.end())
        end = after.start() if after else len(text)
        parts += (text[at : row.start()], " " * (end - row.start()))
        at = end
    return "".join((*parts, text[at:])) if parts else text


@fact
def _signs(doc: Document) -> str:
    """The marks and line ends of `doc`, and nothing else; brackets of both widths as one."""
    return _OTHERS.sub("", _written(doc)).replace("(", "（").replace(")", "）")


def in_pairs(phrase: str) -> bool:
    """Whether the marks in `phrase` come in pairs."""
    signs = _OTHERS.sub("", phrase).replace("(", "（").replace(")", "）")
    return _PAIRED.fullmatch(signs) is not None


def _disturbed(doc: Document) -> set[int]:
    """The lines, counted from 0, with marks that are none: apostrophes, and what stands in code."""
    line, shielded = line_map(doc).line, shield(doc)
    numbers: set[int] = set()
    for sign, pattern in _APOSTROPHES.items():
        if sign in _signs(doc):
            numbers.update(line(match.start()) - 1 for match in pattern.finditer(doc.text))
    for start, end in zip(shielded.starts, shielded.ends, strict=True):
        numbers.update(range(line(start) - 1, line(end)))
    return numbers


def _marks(doc: Document, number: int) -> list[Mark]:
    """The marks of one line, counted from 0."""
    starts, text = line_map(doc).starts, _written(doc)
    end = starts[number + 1] if number + 1 < len(starts) else len(text)
    return [
        Mark(match.start(), _WIDE.get(match[0], match[0]), number)
        for match in _MARK.finditer(text, starts[number], end)
    ]


def _is_one(doc: Document, mark: Mark) -> bool:
    """Whether a mark stands for half of a pair: it is no apostrophe and does not stand in code."""
    apostrophe = _APOSTROPHES.get(mark.sign)
    return mark.at not in shield(doc) and not (apostrophe and apostrophe.match(doc.text, mark.at))


class _Reader:
    """The stack of marks that wait for their other half."""

    def __init__(self, doc: Document) -> None:
        signs = _signs(doc)
        self.text = doc.text
        self.waiting: list[Mark] = []
        self.open: dict[str, int] = dict.fromkeys(PAIRS, 0)
        self.closed: dict[str, int] = {}
        """Where the last pair of each kind ended, of those that do not nest."""
        self.lost: list[Lost] = []
        self.reversed: list[Mark] = []
        self.speech: list[Mark] = []
        """The opening marks of the paragraphs of one speech."""
        self.one_for_both = {
            close: close in "’”" and signs.count(close) > 2 * signs.count(sign) + 2
            for sign, close in PAIRS.items()
        }
        """Whether the text writes the closing quotation mark on both sides."""

    @cached_property
    def numbers_in_pairs(self) -> bool:
        """Whether numbers of lists are `（一）` and not `一）`."""
        numbers = Counter(_NUMBERS.findall("\n" + self.text))
        return numbers["（"] >= 3 * max(1, numbers[""])

    def read(self, line: list[Mark]) -> None:
        """Pair the marks of one line with each other and with what earlier lines left open."""
        marks = self._turned(line)
        # How many more marks of each kind the line still closes than it opens.
        rest = dict.fromkeys(PAIRS, 0)
        for mark in marks:
            if mark.sign in PAIRS:
                rest[mark.sign] -= 1
            else:
                rest[OPENING[mark.sign]] += 1
        for mark in marks:
            if mark.sign in PAIRS:
                self._open(mark, nested=rest[mark.sign] >= self.open[mark.sign])
                rest[mark.sign] += 1
            else:
                rest[OPENING[mark.sign]] -= 1
                self._close(mark)

    def _open(self, mark: Mark, *, nested: bool) -> None:
        sign = mark.sign
        # Round brackets nest, over lines too: those that wait are judged at the end.
        if self.open[sign] and sign != "（":
            place = self._last(sign)
            before = self.waiting[place]
            if before.line != mark.line or not nested:
                del self.waiting[place]
                self.open[sign] -= 1
                if before.line != mark.line and sign in OPENING_QUOTES and self._begins_line(mark):
                    self._continue(before, mark)
                else:
                    self._lose(before, mark.at)
        self.waiting.append(mark)
        self.open[sign] += 1

    def _continue(self, before: Mark, mark: Mark) -> None:
        """Note that a paragraph opens a quotation again: a long speech, or a lost closing mark."""
        if self.speech and self.speech[-1] is before:
            self.speech.append(mark)
        else:
            self._end_speech()
            self.speech = [before, mark]

    def _end_speech(self) -> None:
        """Judge the last speech: of three paragraphs and more it is one, of two it may be a lost mark."""
        if len(self.speech) == 2:
            self._lose(self.speech[0], self.speech[1].at, sure=False)
        self.speech = []

    def _close(self, mark: Mark) -> None:
        text, sign = self.text, OPENING[mark.sign]
        if self.open[sign]:
            place = self._last(sign)
            partner = self.waiting[place]
            if partner.line == mark.line or mark.at - partner.at <= (
                REACH if sign in OPENING_QUOTES else BRACKET_REACH
            ):
                for lone in self.waiting[place + 1 :]:
                    self.open[lone.sign] -= 1
                    self._lose(lone, mark.at)
                del self.waiting[place:]
                self.open[sign] -= 1
                if sign != "（":
                    self.closed[sign] = mark.at + 1
                return
            del self.waiting[place]
            self.open[sign] -= 1
            self._lose(partner, mark.at)
        elif self.one_for_both[mark.sign] or _ALONE.search(text, max(0, mark.at - 1), mark.at + 1):
            return
        elif number := _NUMBER.search(text, max(0, mark.at - 5), mark.at + 1):
            if self.numbers_in_pairs and text[number.start() - 1 : number.start()] in {"\n", " ", "　", ""}:
                self.lost.append(Lost(mark, number.start(), mark.at, number.start()))
            return
        near = max(0, mark.at - NEAR, self.closed.get(sign, 0))
        self.lost.append(Lost(mark, max(near, text.rfind("\n", near, mark.at) + 1), mark.at))

    def _last(self, sign: str) -> int:
        """Where in the stack the last waiting `sign` is."""
        place = len(self.waiting) - 1
        while self.waiting[place].sign != sign:
            place -= 1
        return place

    def _lose(self, mark: Mark, limit: int, *, sure: bool = True) -> None:
        """Note that the other half of an opening `mark` is lost before `limit` and in the mark's own line."""
        limit = min(limit, mark.at + NEAR)
        end = self.text.find("\n", mark.at, limit)
        self.lost.append(Lost(mark, mark.at + 1, end if end >= 0 else limit, sure=sure))

    def finish(self) -> None:
        """What still waits at the end of the text is lost."""
        self._end_speech()
        for mark in self.waiting:
            self._lose(mark, len(self.text))

    def _begins_line(self, mark: Mark) -> bool:
        start = self.text.rfind("\n", 0, mark.at) + 1
        return not self.text[start : mark.at].strip(" \t\u3000>#*")

    def _turned(self, line: list[Mark]) -> list[Mark]:
        """The marks of a line with the curly quotation marks that look the wrong way turned round."""
        quotes = [number for number, mark in enumerate(line) if mark.sign in "“”"]
        if not quotes:
            return line
        depth = 0 if self._begins_line(line[quotes[0]]) else self.open["“"]
        curly = [(line[n].at, line[n].sign) for n in quotes]
        marks = list(line)
        for number in turned(self.text, curly, min(depth, 1), lax=self.one_for_both["”"]):
            n = quotes[number]
            marks[n] = Mark(marks[n].at, "”" if marks[n].sign == "“" else "“", marks[n].line)
            self.reversed.append(marks[n])
        return marks
