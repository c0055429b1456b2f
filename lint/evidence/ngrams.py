"""Surprises: neighbours that running text hardly ever has, where a wrong character may stand.

Most text is familiar: nine in ten pairs of neighbouring Han characters are among the 200,000 commonest of
Chinese Wikipedia (``rulesets/data/familiar.bin``). Only the rest is looked at more closely. A wrong character
makes two surprises, one with each neighbour; a character dropped, added or swapped makes one or more.
"""

from __future__ import annotations

import re
import sys
from array import array
from functools import cache
from typing import TYPE_CHECKING, Protocol

from lint.data import ruleset_path
from lint.document import Document, fact
from lint.evidence.script import document_census, is_japanese

if TYPE_CHECKING:
    from collections.abc import Sequence

CHUNK = 1 << 15
"""Characters looked at in one go, which bounds the memory taken by a text of any size."""

TOO_MANY = 0.24
"""Density above which a text is no modern prose in Simplified characters.

Law and technical texts have .05 to .12, periodicals .11 to .14, novels and essays up to .22; verse and
classical prose have .3 to .5. Of what lies between, the rules ask for more evidence.
"""

USUAL = 0.1
"""Density of ordinary modern prose."""

_PRIOR = 200  # usual characters added to every text: one sentence alone says little of its density

_SLICES, _SLICE = 8, 512
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
    seams = sum(len(_seams(part, 0)) for part in slices)
    return (seams + _PRIOR * USUAL) / (wide + _PRIOR)


def _seams(chunk: str, start: int) -> list[int]:
    last = _pairs(chunk, start)
    # The bounds say that both characters are Han.
    return [
        last[code]
        for code in last.keys() - familiar()
        if 0x4E00_4E00 <= code < 0xA000_0000 and 0x4E00 <= code & 0xFFFF < 0xA000
    ]


def _pairs(chunk: str, start: int) -> dict[int, int]:
    """Every pair of neighbours in `chunk`, which begins at `start`, with its last place.

    Two UTF-16 characters in a row are one number in memory: so no loop in Python is needed.
    """
    data = chunk.encode("utf-16-le", "surrogatepass")
    if len(data) != 2 * len(chunk):  # there are characters of two UTF-16 units: all must have one
        data = re.sub("[^\0-\uffff]", "\ufffd", chunk).encode("utf-16-le", "surrogatepass")
    last: dict[int, int] = {}
    for odd in (0, 2):
        codes = _numbers(data[odd : odd + (len(data) - odd) // 4 * 4])
        last.update(zip(codes, range(start + odd // 2, start + len(chunk), 2), strict=False))
    return last


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
    """What was learnt from accepted text, see `lint.memory`."""

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


def is_familiar(pair: str) -> bool:
    """Whether running text is full of `pair`, two Han characters."""
    return ord(pair[0]) | ord(pair[1]) << 16 in familiar()


@cache
def familiar() -> frozenset[int]:
    """The pairs that running text is full of: the first code point plus 65,536 times the second's."""
    data = ruleset_path("data", "familiar.bin").read_bytes()
    return frozenset(_numbers(data[data.index(b"\n") + 1 :]))


def _numbers(data: bytes) -> array[int]:
    numbers = array("I", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
