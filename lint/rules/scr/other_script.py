"""What the two rules about characters of the other script share."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property
from itertools import accumulate, chain
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.foreign_characters import runs
from lint.analysis.characters.script_detection import document_census, simplified_pattern
from lint.analysis.characters.script_tables import fold
from lint.analysis.characters.text_search import Counts, Phrases
from lint.analysis.language.segmentation import cost, prices, segment
from lint.analysis.language.surnames import SURNAMES
from lint.analysis.regions.protected_spans import Shield
from lint.core.character_classes import HAN, PAIRS
from lint.core.document import line_map

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lint.core.document import Document

_HAN = re.compile(f"[{HAN}]")
_QUOTE = re.compile("|".join(f"{a}[^{a}{b}\n]{{1,200}}{b}" for a, b in PAIRS.items() if a in "“‘「『《〈"))
_SHARE = 0.35
"""Foreign characters to native ones of a line, above which the line is in the other script: a quotation."""

_MASTHEAD_LINES = 15
_MASTHEAD_HAN = 12
"""A line of so few characters and no mark, among the first ones of a longer text, may be a title as a
calligrapher wrote it."""

_MARK = re.compile("[，。、；：！？]")

_USUAL = 7.3
"""Cost in nats of a word of one character that no name is suspected in: 说, 这, 还."""

_NOTHING = Shield([])
_REACH = 6
_AROUND = 40
_BYLINE = re.compile(
    r"[■●◆▲]\s*\S{0,6}$"
    r"|(?:[记記]者|通[讯訊][员員]|作者|[摄攝]影|[编編][辑輯]|[主责責][编編])[：:\s]*\S{0,4}$"
)


class Stray(NamedTuple):
    """Characters of the other script that stand side by side in a line of this one."""

    start: int
    end: int
    put: str
    """The same in this script."""
    is_known: bool
    """Whether a word of the dictionary, or another place of the text, has it like that."""


class Pair(NamedTuple):
    """The characters of the other script, those of this one, and how this one writes the former."""

    foreign: re.Pattern[str]
    native: re.Pattern[str]
    table: Mapping[str, str]
    words: Mapping[str, str] = MappingProxyType({})
    """Simplified words in which this script writes one of them otherwise."""


def strays(doc: Document, pair: Pair) -> Iterator[Stray]:
    """The runs of foreign characters in lines written in the native script.

    Lines in the other script, mastheads, what is quoted in the other script, names after a byline's mark
    and characters that the text writes like that throughout are passed over.
    """
    text = doc.text
    found = [(start, end, _written(text, start, end, pair)) for start, end in _out_of_place(doc, pair)]
    words = {place for place in found if _makes_word(text, *place)}
    joints = {place: _joints(text, *place) for place in found if place not in words}
    standing = Phrases(chain.from_iterable(joints.values())).within(text)
    for place in found:
        yield Stray(*place, place in words or not standing.isdisjoint(joints[place]))


def _written(text: str, start: int, end: int, pair: Pair) -> str:
    """``text[start:end]`` as the native script writes it, by the word it stands in where that matters."""
    put = "".join(map(pair.table.__getitem__, text[start:end]))
    if not pair.words:
        return put
    folded, seam = _around(text, start, end, put)
    bounds = {0, *accumulate(map(len, segment(folded)))}
    for size in (4, 3, 2):
        for at in range(max(0, seam - size + 1), seam + len(put)):
            word = pair.words.get(folded[at : at + size], "")
            if word and at in bounds and at + size in bounds:
                first, last = max(at, seam), min(at + size, seam + len(put))
                return put[: first - seam] + word[first - at : last - at] + put[last - seam :]
    return put


def _around(text: str, start: int, end: int, put: str) -> tuple[str, int]:
    """`put` between its neighbours, folded as the dictionary has it, and where in that it begins."""
    before = text[max(0, start - _REACH) : start]
    around = (before + put + text[end : end + _REACH]).encode("utf-8", "replace").decode()
    return fold(around), len(before)  # the dictionary takes no lone surrogate


def _out_of_place(doc: Document, pair: Pair) -> Iterator[tuple[int, int]]:
    """Where the runs of foreign characters are that the text does not write like that on purpose."""
    text = doc.text
    found = runs(doc, pair.foreign)
    habits = _Habits(text, found, pair.table)
    starts = line_map(doc).starts if found else ()
    end, at_home, quoted = -1, False, _NOTHING
    for first, last in found:
        if first >= end:
            number = bisect_right(starts, first)
            start = starts[number - 1]
            end = starts[number] if number < len(starts) else len(text) + 1
            line = text[start : end - 1]
            masthead = number <= _MASTHEAD_LINES < len(starts) // 2 and _is_short(line)
            at_home = (
                not masthead and _is_native(line, doc, pair) and _is_among_native(text, start, end, pair)
            )
            quoted = _foreign_quotes(line, start, pair) if at_home else _NOTHING
        if (
            at_home
            and first not in quoted
            and not any(char in habits for char in text[first:last])
            and not _BYLINE.search(text[max(start, first - 12) : first])
        ):
            yield first, last


class _Habits:
    """The foreign characters that a text writes again and again, where it could write native ones."""

    def __init__(self, text: str, foreign: list[tuple[int, int]], table: Mapping[str, str]) -> None:
        self._text = text
        self._foreign = foreign
        self._native = Counts(text)
        self._table = table

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter("".join([self._text[start:end] for start, end in self._foreign]))

    def __contains__(self, char: str) -> bool:
        count = self._counts[char]
        return count >= 3 and count * 2 >= self._native.of(self._table[char])


def _joints(text: str, start: int, end: int, put: str) -> list[str]:
    """`put` with the Han character on either side of its place: what may stand elsewhere."""
    joints = (text[start - 1 : start] + put, put + text[end : end + 1])
    return [
        joint for joint in joints if len(joint) > len(put) and _HAN.match(joint) and _HAN.match(joint[-1])
    ]


def _is_short(line: str) -> bool:
    return len(_HAN.findall(line)) <= _MASTHEAD_HAN and not _MARK.search(line)


def _is_native(line: str, doc: Document, pair: Pair) -> bool:
    """Whether `line` of `doc` is written in the native script, but for few characters."""
    others, own = len(pair.foreign.findall(line)), len(pair.native.findall(line))
    if others == own:  # the whole text decides, lest each script be put right in the other
        traditional, simplified = document_census(doc)
        ahead = simplified - traditional if pair.native is simplified_pattern() else traditional - simplified
        return others == 1 and ahead > 0
    return others <= max(1, _SHARE * own)


def _is_among_native(text: str, start: int, end: int, pair: Pair) -> bool:
    """Whether a line has something native, or stands among such lines and is long enough to judge."""
    if pair.native.search(text, start, end):
        return True
    around = text[max(0, start - _AROUND) : end + _AROUND]
    return (
        len(_HAN.findall(text, start, end)) >= 4
        and len(pair.foreign.findall(around)) == 1
        and pair.native.search(around) is not None
    )


def _foreign_quotes(line: str, start: int, pair: Pair) -> Shield:
    """What is quoted in the other script in a line that begins at `start`: old titles, inscriptions."""
    quotes = [
        (start + quote.start(), start + quote.end())
        for quote in _QUOTE.finditer(line)
        if _is_foreign(quote[0], pair)
    ]
    return Shield(quotes) if quotes else _NOTHING


def _is_foreign(quote: str, pair: Pair) -> bool:
    others = len(pair.foreign.findall(quote))
    own = len(pair.native.findall(quote)) if others else 0
    return others > own or (others >= 2 and others * 2 >= own)


def _makes_word(text: str, start: int, end: int, put: str) -> bool:
    """Whether `put` in place of ``[start, end)`` belongs to a word, if not to a rare one of one character."""
    folded, seam = _around(text, start, end, put)
    alone = len(put) == 1 and fold(put) not in SURNAMES and cost(fold(put)) < _USUAL
    if not alone and not any(at + size > seam for at in range(seam + 1) for size in _sizes(folded[at:])):
        return False
    at = 0
    for word in segment(folded):
        if at <= seam < at + len(word):
            return alone or len(word) > 1
        at += len(word)
    return False


def _sizes(text: str) -> Iterator[int]:
    """The lengths of the words of two characters or more that `text` begins with."""
    return (size for size, _ in prices(text) if size > 1)
