"""What the two rules about characters of the other script share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.document import line_map
from lint.evidence.scripts import fold
from lint.evidence.words import segment
from lint.text import HAN, PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lint.document import Document

_HAN = re.compile(f"[{HAN}]")
_QUOTE = re.compile("|".join(f"{a}[^{a}{b}\n]{{1,200}}{b}" for a, b in PAIRS.items() if a in "“‘「『《〈"))
_SHARE = 0.35
"""Foreign characters to native ones of a line, above which the line is in the other script: a quotation."""

_MASTHEAD_LINES = 15
_MASTHEAD_HAN = 12
"""A line of so few characters and no mark, among the first ones of a longer text, may be a title as a
calligrapher wrote it."""

_MARK = re.compile("[，。、；：！？]")

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


def strays(doc: Document, pair: Pair) -> Iterator[Stray]:
    """The runs of foreign characters in lines written in the native script.

    Lines in the other script, mastheads, what is quoted in the other script, names after a byline's mark
    and characters that the text writes like that throughout are passed over.
    """
    text = doc.text
    foreign, native, table = pair
    habits: dict[str, bool] = {}
    end, quoted = -1, []
    for match in re.finditer(f"{foreign.pattern}{foreign.pattern}*+", text):
        if match.start() >= end:
            starts = line_map(doc).starts
            number = line_map(doc).line(match.start())
            start = starts[number - 1]
            end = starts[number] if number < len(starts) else len(text) + 1
            line = text[start : end - 1]
            at_home = (
                _is_native(line, pair)
                and not (number <= _MASTHEAD_LINES < len(starts) // 2 and _is_short(line))
                and (native.search(line) is not None or _is_amid_native(text, start, end, pair))
            )
            quoted = [
                (start + q.start(), start + q.end()) for q in _QUOTE.finditer(line) if _is_foreign(q[0], pair)
            ]
        if not at_home or any(a <= match.start() < b for a, b in quoted):
            continue
        for char in match[0]:
            if char not in habits:
                habits[char] = _is_habit(text, char, table[char])
        before = text[max(start, match.start() - 12) : match.start()]
        if any(habits[char] for char in match[0]) or _BYLINE.search(before):
            continue
        put = "".join(table[char] for char in match[0])
        known = _makes_word(text, *match.span(), put) or _stands_elsewhere(text, *match.span(), put)
        yield Stray(*match.span(), put, known)


def _is_habit(text: str, char: str, native: str) -> bool:
    """Whether the text writes `char` again and again, where it could write `native`."""
    count = text.count(char)
    return count >= 3 and count * 2 >= text.count(native)


def _stands_elsewhere(text: str, start: int, end: int, put: str) -> bool:
    """Whether the native form stands elsewhere beside one of the same neighbours."""
    pairs = (text[start - 1 : start] + put, put + text[end : end + 1])
    return any(
        len(pair) > len(put) and _HAN.match(pair) and _HAN.match(pair[-1]) and pair in text for pair in pairs
    )


def _is_short(line: str) -> bool:
    return len(_HAN.findall(line)) <= _MASTHEAD_HAN and not _MARK.search(line)


def _is_native(line: str, pair: Pair) -> bool:
    """Whether `line` is written in the native script, but for few characters."""
    others, own = len(pair.foreign.findall(line)), len(pair.native.findall(line))
    return others <= max(1, _SHARE * own)


def _is_amid_native(text: str, start: int, end: int, pair: Pair) -> bool:
    """Whether a line with nothing native of its own stands among native ones, and is long enough to judge."""
    around = text[max(0, start - _AROUND) : end + _AROUND]
    return (
        len(_HAN.findall(text, start, end)) >= 4
        and len(pair.foreign.findall(around)) == 1
        and pair.native.search(around) is not None
    )


def _is_foreign(quote: str, pair: Pair) -> bool:
    """Whether `quote` is quoted in the other script: old titles, inscriptions."""
    others, own = len(pair.foreign.findall(quote)), len(pair.native.findall(quote))
    return others > own or (others >= 2 and others * 2 >= own)


def _makes_word(text: str, start: int, end: int, put: str) -> bool:
    """Whether `put` in place of ``[start, end)`` belongs to a word of two characters or more."""
    before = text[max(0, start - _REACH) : start]
    at = 0
    for word in segment(fold(before + put + text[end : end + _REACH])):
        if at <= len(before) < at + len(word):
            return len(word) > 1
        at += len(word)
    return False
