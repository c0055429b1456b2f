"""Text that follows itself at once: 落实落实, a clause twice in a row, a loop.

The text is compared with itself, shifted by each period up to `LONGEST`, all places at once: a few bits of
each character are laid out in long integers, one bit a character, and where the exclusive or of such a plane
and its shifted copy is zero over a stretch, the characters may be equal. That costs 10 ns a character for
all periods together; what it finds is then compared character by character.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lint.core.character_classes import HAN
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document

LONGEST = 64
"""Characters of the longest unit that is looked for: two lines of a narrow column."""

_PLANES = 4
_BITS = tuple(bytes(48 + (byte >> plane & 1) for byte in range(256)) for plane in range(_PLANES))
"""For each plane the digit, 0 or 1, that stands for a character, by the last byte of its number."""

_IS_ZERO = bytes(48 + (not byte) for byte in range(256))
"""The digit 1 for a zero, 0 for any other byte."""

_FEW = 11
"""Units shorter than that must follow themselves whole; of longer ones three characters may differ: the marks
between two copies of a clause are seldom alike."""

_PART = 1 << 16
"""Characters that are laid out at once."""

_MOST = 16
"""Characters that are asked to agree before a place is looked at, at most."""


_HAN = re.compile(f"[{HAN}]")
_ZERO, _ZEROS = re.compile(b"\0"), re.compile(b"\0\0+")


class Run(NamedTuple):
    """``text[start:end]`` in which each character equals the one `period` before it, as far as it goes."""

    start: int
    end: int
    period: int

    @property
    def agreeing(self) -> int:
        """Characters that equal the one a period before."""
        return self.end - self.start - self.period


def least(period: int) -> int:
    """How many characters must agree for a run of that period."""
    return period if period < _FEW else min(period - 3, _MOST)


@fact
def runs(doc: Document) -> list[Run]:
    """The runs of two characters up to `LONGEST`, in the order of their beginnings."""
    text = doc.text
    digits = _digits(text)
    found = _pairs(text, digits)
    planes = [int(digits.translate(bits), 2) for bits in _BITS] if digits else []
    ends = _ends(planes, range(3, min(LONGEST, len(text) - 1) + 1), len(text), _drawn(digits))
    known: dict[int, int] = {}
    covered = 0
    at = ends.find("0", 3)
    while at >= 0:
        for period in _periods(text, at + 1):
            if known.get(period, 0) <= at and _agrees(text, at + 1, period):
                found.append(_run(text, at + 1, period))
                known[period] = found[-1].end
                covered = max(covered, found[-1].end)
        at = ends.find("0", max(at + 1, covered - LONGEST))
    return sorted(found)


def _pairs(text: str, digits: bytes) -> list[Run]:
    """The runs with a period of two characters: two are soon equal by chance, so whole bytes are compared."""
    found: list[Run] = []
    for match in _ZEROS.finditer(_differing(digits, 2), 2):
        for end in range(match.start() + 2, match.end() + 1):
            if text[end - 4 : end - 2] == text[end - 2 : end]:
                found.append(_run(text, end, 2))
                break
    return found


def _differing(digits: bytes, period: int) -> bytes:
    """Zero for each character whose last byte is that of the character a period before."""
    number = int.from_bytes(digits, "big")
    return (number ^ number >> 8 * period).to_bytes(len(digits), "big")


def _drawn(digits: bytes) -> int:
    """One bit for each character that stands a third time in a row.

    Blanks and drawn lines equal themselves at any period, which says nothing.
    """
    again = int(_differing(digits, 1).translate(_IS_ZERO), 2) if digits else 0
    return again & again >> 1


def _agrees(text: str, end: int, period: int) -> bool:
    """Whether enough characters before `end` equal those a period before."""
    asked = least(period)
    first = end - period - asked
    return first >= 0 and text[first : end - period] == text[end - asked : end]


def _run(text: str, end: int, period: int) -> Run:
    """The run that holds the characters before `end`, which equal those a period before."""
    start = end - period - agreement_before(text, end - period, end)
    return Run(start, end + agreement(text, end - period, end), period)


@fact
def stretches(doc: Document) -> list[tuple[int, int]]:
    """Where one Han character stands twice or more in a row: start and end."""
    text = doc.text
    differing = _differing(_digits(text), 1)
    starts = map(re.Match.start, _ZERO.finditer(differing, 1))
    twice = (at for at in starts if text[at] == text[at - 1] > " ")
    found: list[tuple[int, int]] = []
    for at in twice:
        if found and found[-1][1] == at:
            found[-1] = found[-1][0], at + 1
        elif _HAN.match(text, at):
            found.append((at - 1, at + 1))
    return found


def agreement(text: str, one: int, other: int) -> int:
    """How many characters from `one` on equal those from `other` on, which is later."""
    done, size = 0, 1
    while size:
        ends = other + done + size
        if ends <= len(text) and text[one + done : one + done + size] == text[other + done : ends]:
            done += size
            size *= 2
        else:
            size //= 2
    return done


def agreement_before(text: str, one: int, other: int) -> int:
    """How many characters up to `one` equal those up to `other`, which is later."""
    done, size = 0, 1
    while size:
        starts = one - done - size
        if starts >= 0 and text[starts : one - done] == text[other - done - size : other - done]:
            done += size
            size *= 2
        else:
            size //= 2
    return done


def _digits(text: str) -> bytes:
    """The last byte of each character's number."""
    # In parts, for the whole would take thrice the memory of the text.
    parts = (text[at : at + _PART] for at in range(0, len(text), _PART))
    return b"".join(part.encode("utf-32-le", "surrogatepass")[::4] for part in parts)


def _ends(planes: list[int], periods: range, size: int, drawn: int) -> str:
    """For each character a digit, 0 if text may end with it that equals the text before."""
    none = (1 << size) - 1  # a bit stays 1 where no period agrees
    for period in periods:
        asked = least(period)
        differing = 0
        for plane in planes[: -(-_MOST // asked)]:
            differing |= plane ^ (plane >> period)
        reach = 1
        while reach < asked:
            step = min(reach, asked - reach)
            differing |= differing >> step
            reach += step
        none &= differing
    return bin(none | drawn | 1 << size)[3:]


def _periods(text: str, end: int) -> Iterator[int]:
    """Periods at which the two characters before `end` stand before."""
    pair = text[end - 2 : end]
    at = text.find(pair, max(0, end - 2 - LONGEST), end - 2)
    while at >= 0:
        yield end - 2 - at
        at = text.find(pair, at + 1, end - 2)
