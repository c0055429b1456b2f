"""Character classes and widths that every rule shares.

Classes are strings to put between the brackets of a regular expression (``f"[{HAN}]"``). They say what
a character *is* in Chinese typesetting, not what Unicode calls it: ``“`` is a full-width mark here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003ffff"
"""Han characters, 〇 included."""

DIGIT = "0-9０-９"
LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"

OPENERS = "“‘「『（《〈【〔［｛〖〝"
CLOSERS = "”’」』）》〉】〕］｝〗〞"
PAIRS: dict[str, str] = dict(zip(OPENERS, CLOSERS, strict=True))
"""Each full-width opening mark and the mark that closes it."""

OPENING_QUOTES, CLOSING_QUOTES = OPENERS[:4], CLOSERS[:4]

STOPS = "。！？…"
"""Marks that can end a sentence."""

PAUSES = "，、；："
FULLWIDTH = STOPS + PAUSES + OPENERS + CLOSERS + "—～·．％　"
"""Full-width marks: no space belongs between them and their neighbours."""

_NOT_CONTENT = re.compile(r"[\W_]+")


def width(text: str) -> int:
    """Columns that `text` takes in half-em units: 2 for Han and full-width marks, 1 for ASCII.

    A UTF-8 length says it at memory speed: one byte for ASCII, three for what is set full width.
    """
    if text.isascii():
        return len(text)
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) // 2


def content(text: str) -> str:
    """The letters, digits and Han characters of `text` in order: what a safe fix may never change."""
    return _NOT_CONTENT.sub("", text)


class LineMap:
    """Offsets to lines and columns; both count from 1, columns in code points."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        self.starts: Sequence[int] = [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]

    def line(self, offset: int) -> int:
        """The number of the line that holds `offset`."""
        return bisect_right(self.starts, offset)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
