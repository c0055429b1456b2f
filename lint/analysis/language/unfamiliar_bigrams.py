"""Surprises: neighbours that running text hardly ever has, where a wrong character may stand.

Most text is familiar: nine in ten pairs of neighbouring Han characters are among the 200,000 commonest of
Chinese Wikipedia (`lint.analysis.language.bigram_model.is_familiar`). Only the rest is looked at more
closely. A wrong character makes two surprises, one with each neighbour; one that is dropped, added or swapped
makes one or more.
"""

from __future__ import annotations

import re
import sys
from array import array
from functools import cache
from itertools import compress
from typing import TYPE_CHECKING, Protocol

from lint.analysis.characters.script_detection import document_census, is_japanese
from lint.analysis.language.bigram_model import is_familiar
from lint.core.document import Document, fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CHUNK = 1 << 15
"""Characters looked at in one go, which bounds the memory taken by a text of any size."""

TOO_MANY = 0.24
"""Density above which a text is no modern prose in Simplified characters.

Law and technical texts have .05 to .12, periodicals .11 to .14, novels and essays up to .22; verse and
classical prose have .3 to .5. Of what lies between, the rules ask for more evidence.
"""

USUAL = 0.1
"""Density of ordinary modern prose."""

ORDINARY = 0.11
"""Density that ordinary modern prose has at most. The more a text has, the less one surprise means."""

_PRIOR = 200  # usual characters added to every text: one sentence alone says little of its density

_SLICES, _SLICE = 8, 256
"""How much of a text tells its density: eight slices of 512 characters."""

REACH = 10_000
"""Characters on each side in which the text is asked for its own usage."""


@fact
def surprises(doc: Document) -> Sequence[int]:
    """Where a text surprises: offsets of Han characters whose Han successor is not familiar, ascending.

    Of equal pairs in a chunk only the last one is here: what a text writes again is its own way of writing.
    """
    seams: list[int] = []
    for start in range(0, len(doc.text), CHUNK):
        seams += _seams(doc.text[start : start + CHUNK + 1], start)
    seams.sort()
    return seams


@fact
def density(doc: Document) -> float:
    """Surprises per full-width character, in slices of the text: the more there are, the less one means."""
    text = doc.text
    step = max(_SLICE, len(text) // _SLICES)
    slices = [text[start : start + _SLICE] for start in range(0, len(text), step)]
    wide = sum((len(part.encode("utf-8", "surrogatepass")) - len(part)) // 2 for part in slices)
    is_strange = _verdicts().__getitem__
    seams = sum(sum(map(is_strange, {*even, *odd})) for even, odd in map(_pairs, slices))
    return (seams + _PRIOR * USUAL) / (wide + _PRIOR)


def _seams(chunk: str, start: int) -> Iterable[int]:
    """The surprises in `chunk`, which begins at `start`."""
    is_strange = _verdicts().__getitem__
    last: dict[str, int] = {}
    for odd, codes in enumerate(_pairs(chunk)):
        for at in compress(range(odd, len(chunk), 2), map(is_strange, codes)):
            last[chunk[at : at + 2]] = start + at
    return last.values()


def _pairs(chunk: str) -> tuple[array[int], array[int]]:
    """Every pair of neighbours in `chunk`: those that begin at even offsets and those at odd ones.

    Two UTF-16 characters in a row are one number in memory: so no loop in Python is needed.
    """
    data = chunk.encode("utf-16-le", "surrogatepass")
    if len(data) != 2 * len(chunk):  # there are characters of two UTF-16 units: all must have one
        data = re.sub("[^\0-\uffff]", "\ufffd", chunk).encode("utf-16-le", "surrogatepass")
    return _numbers(data[: len(data) // 4 * 4]), _numbers(data[2 : 2 + (len(data) - 2) // 4 * 4])


class _Verdicts(dict[int, bool]):
    """For a pair of characters whether it surprises; worked out when first asked, then looked up.

    The number of a pair is its first code point plus 65,536 times the second. A chunk has the same pairs as
    the next, mostly: a look-up is all they cost.
    """

    def __missing__(self, code: int) -> bool:
        first, second = chr(code & 0xFFFF), chr(code >> 16)
        self[code] = verdict = is_han(first) and is_han(second) and not is_familiar(first, second)
        return verdict


_VERDICTS = 400_000
"""Pairs whose verdict is kept at most: 60 MB of text of one kind have about 300,000."""


@cache
def _all_verdicts() -> _Verdicts:
    return _Verdicts()


def _verdicts() -> _Verdicts:
    found = _all_verdicts()
    if len(found) > _VERDICTS:
        found.clear()
    return found


@fact
def doubtful(doc: Document) -> Sequence[int]:
    """Offsets of characters that surprise on both sides; what is no Han character surprises nobody."""
    text, seams = doc.text, surprises(doc)
    after, before = set(seams), {seam + 1 for seam in seams}
    both = after & before
    both.update(seam for seam in after - both if not is_han(text[seam - 1 : seam]))
    both.update(seam for seam in before - both if not is_han(text[seam + 1 : seam + 2]))
    return sorted(both)


def is_han(char: str) -> bool:
    """Whether `char` is a Han character of the Unified Ideographs block, where all but the rarest are."""
    return "\u4e00" <= char <= "\u9fff"


def is_simplified(doc: Document) -> bool:
    """Whether `doc` is Chinese in Simplified characters."""
    traditional, simplified = document_census(doc)
    return traditional * 10 <= simplified and not is_japanese(doc)


def is_modern(doc: Document) -> bool:
    """Whether `doc` is modern prose in Simplified characters: of other text the tables know too little."""
    return is_simplified(doc) and density(doc) < TOO_MANY


def is_old(doc: Document) -> bool:
    """Whether `doc`, in Simplified characters, surprises as often as verse and classical prose."""
    return is_simplified(doc) and density(doc) >= TOO_MANY


class Accepted(Protocol):
    """What was learnt from accepted text, see `lint.analysis.language.accepted_counts`."""

    def get(self, gram: str) -> int:
        """How often accepted text has `gram`."""


class Usage:
    """How often a text, or text accepted before, writes something."""

    def __init__(self, text: str, memory: Accepted | None = None) -> None:
        self._text = text
        self._memory = memory

    def count(self, gram: str, offset: int) -> int:
        """Occurrences of `gram` round `offset`, and in accepted text."""
        near = self._text.count(gram, max(0, offset - REACH), offset + REACH)
        return near if self._memory is None else near + self._memory.get(gram)


def _numbers(data: bytes) -> array[int]:
    numbers = array("I", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
