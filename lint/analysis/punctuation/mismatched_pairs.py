"""Halves of a pair that do not fit: brackets of two kinds (《论语〉), quotation marks that both open."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.punctuation.bracket_pairs import OPENING, pairing
from lint.core.character_classes import OPENING_QUOTES, PAIRS
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document

LONGEST = 40
"""Characters between the two: more may have lost two halves."""

_BRACKETS = {sign: close for sign, close in PAIRS.items() if sign not in OPENING_QUOTES or sign in "「『"}
_MARKS = re.escape("".join((*PAIRS, *OPENING)))
_PAIR = re.compile(
    "|".join(f"{sign}[^\n{_MARKS}]{{1,{LONGEST}}}{close}" for sign, close in _BRACKETS.items())
)
_INSIDE = re.compile(f"[\n{_MARKS}()]")


TERM = 24
"""Characters of a term between two quotation marks that look the same way."""

_PAUSE = re.compile("[。！？；，：\n]")
_OTHER = {"“": "”", "”": "“"}


class Mismatch(NamedTuple):
    """An opening bracket and the closing one of another kind behind it."""

    start: int
    end: int
    choices: tuple[str, ...]
    """The text with both brackets of one kind: the opening one's first."""
    known: str
    """The one of them that stands elsewhere in the text, if only one does."""


@fact
def mismatches(doc: Document) -> list[Mismatch]:
    """Neighbours of which each has lost its half, with no mark between them."""
    text, found = doc.text, list[Mismatch]()
    for one, other in pairwise(pairing(doc).lost):
        opens, closes = one.mark.sign, other.mark.sign
        start, end = one.mark.at, other.mark.at + 1
        if opens not in _BRACKETS or closes not in _BRACKETS.values() or _BRACKETS[opens] == closes:
            continue
        if 2 < end - start <= LONGEST and not _INSIDE.search(text, start + 1, end - 1):
            words = text[start + 1 : end - 1]
            choices = opens + words + _BRACKETS[opens], OPENING[closes] + words + closes
            written = [choice for choice in choices if choice in _whole(doc)]
            found.append(Mismatch(start, end, choices, written[0] if len(written) == 1 else ""))
    return found


@fact
def _whole(doc: Document) -> set[str]:
    """The short pairs of brackets of one kind, with what is in them."""
    return {match[0] for match in _PAIR.finditer(doc.text)}


@fact
def alike(doc: Document) -> list[tuple[int, int]]:
    """Quotation marks that look the same way: neither has its half, and a term stands between them."""
    found: list[tuple[int, int]] = []
    last = -1
    for one, other in pairwise(pairing(doc).lost):
        start, end = one.mark.at, other.mark.at
        same = one.mark.sign == other.mark.sign and one.mark.sign in _OTHER
        if start == last or not same or end - start > TERM:
            continue
        if not (_PAUSE.search(doc.text, start, end) or _beside_mark(doc.text, start, end)):
            found.append((start, end))
            last = end
    return found


def _beside_mark(text: str, *places: int) -> bool:
    """Whether another quotation mark touches one of the marks: of such a heap nothing is sure."""
    return any(not set(_OTHER).isdisjoint((text[at - 1 : at], text[at + 1 : at + 2])) for at in places)


def turned_round(doc: Document) -> Iterator[tuple[int, str]]:
    """Which mark of each such pair looks the wrong way, and what it should be."""
    for first, second in alike(doc):
        at = second if doc.text[first] == "“" else first
        yield at, _OTHER[doc.text[at]]


@fact
def reversed_quotes(doc: Document) -> dict[int, str]:
    """The quotation marks that look the wrong way, by offset, each with the mark it should be."""
    return {mark.at: mark.sign for mark in pairing(doc).reversed} | dict(turned_round(doc))
