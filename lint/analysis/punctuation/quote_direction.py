"""Curly quotation marks that look the wrong way.

The marks of a line are read from left to right, and each is asked only where it contradicts what stands
before it: “ inside a quotation, ” outside of one. Counting along the line would not do: behind one lost
mark every other would look wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.core.character_classes import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What follows a mark that closes; what stands before one that opens, and before one that closes speech.
_AFTER_CLOSER = re.compile(r"[ \t]*(?:[，。、；：！？”’」』）》〉】〕,;:!?)\n]|\Z)")
_BEFORE_OPENER = "，、；：“‘「『（《〈【〔,;:(—】）］]> \t\u3000\n"
_BEFORE_SPEECH = "：:，,说道曰问云"
_STOP = re.compile("[。！？：；，]")

SHORT = 30
"""Characters of a term that stands between two marks, both the wrong way."""


def turned(text: str, line: Sequence[tuple[int, str]], depth: int, *, lax: bool) -> Iterator[int]:
    """Which of the curly marks (offset, sign) of one line look the wrong way, as indices of `line`.

    `depth` says how many quotations are open where the line begins; `lax` is for texts that write ” on both
    sides throughout, where less evidence is enough, as it is in a line whose last mark is “.
    """
    partner = -1  # the mark that closes what the last one turned round opens
    for number, (at, sign) in enumerate(line):
        following = line[number + 1] if number + 1 < len(line) else None
        if sign == "“" and depth and (number == partner or _closes(text, at, following)):
            yield number
            depth -= 1
        elif sign == "“":
            depth += 1
        elif depth:
            depth -= 1
        elif _opens(text, at, following, lax=lax or line[-1][1] == "“"):
            yield number
            depth += 1
            partner = number + 1


def _closes(text: str, at: int, following: tuple[int, str] | None) -> bool:
    """Whether “ at `at` stands where a quotation closes: before a pause, or between two speeches."""
    if _AFTER_CLOSER.match(text, at + 1):
        return True
    return (
        text[at - 1] in STOPS
        and following is not None
        and following[1] == "“"
        and text[following[0] - 1] in _BEFORE_SPEECH
    )


def _opens(text: str, at: int, following: tuple[int, str] | None, *, lax: bool) -> bool:
    """Whether ” at `at` stands where a quotation opens, and the next mark closes it."""
    before = text[at - 1] if at else "\n"
    if following is None or before in STOPS or _AFTER_CLOSER.match(text, at + 1):
        return False
    if following[1] == "“":
        inner = text[at + 1 : following[0]]
        return _AFTER_CLOSER.match(text, following[0] + 1) is not None or (
            lax and len(inner) <= SHORT and not _STOP.search(inner)
        )
    return lax or before in _BEFORE_OPENER
