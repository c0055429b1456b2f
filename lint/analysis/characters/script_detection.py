"""Which script a text is written in: Simplified, Traditional, or both.

Told by the characters that only one script uses: about a quarter of Simplified text, a third of Traditional.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from lint.analysis.characters.script_tables import char_class, simplified_only, traditional_only, variants
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lint.core.document import Document
    from lint.settings.options import Options


class Script(StrEnum):
    """The script of a text."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"
    MIXED = "mixed"
    """Both, or too little of either to tell."""


class Census(NamedTuple):
    """How many characters only one script uses."""

    traditional: int
    simplified: int

    @property
    def script(self) -> Script:
        """One script when it has ten times the characters of the other."""
        if self.simplified > 10 * self.traditional:
            return Script.SIMPLIFIED
        if self.traditional > 10 * self.simplified:
            return Script.TRADITIONAL
        return Script.MIXED


_SLICES = 40
_SLICE = 100
"""Of a long text, 40 slices of 100 characters are counted: a thousand of a script's own are plenty."""

_KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa]")


@cache
def strays_in_simplified() -> Mapping[str, str]:
    """`traditional_only` without what GB 2312, the set of Simplified print, has too (拚, 菸); 後 stays."""
    return {
        char: put for char, put in traditional_only().items() if char == "後" or not _bytes(char, "gb2312")
    }


@cache
def strays_in_traditional() -> Mapping[str, str]:
    """`simplified_only` without what Traditional print has too.

    That is what Taiwan or Hong Kong prefers (群, 温), and the 5,401 common characters of Big5 (并, 床).
    """
    regional = {*variants("taiwan").values(), *variants("hongkong").values(), *"啰衮"}
    return {
        char: put
        for char, put in simplified_only().items()
        if char not in regional and not b"\xa4" <= _bytes(char, "big5")[:1] < b"\xc9"
    }


def _bytes(char: str, codec: str) -> bytes:
    """`char` in `codec`, or nothing when it has no place there."""
    return char.encode(codec, "ignore")


@cache
def traditional_pattern() -> re.Pattern[str]:
    """A character of Traditional text only."""
    return re.compile(f"[{char_class(strays_in_simplified())}]")


@cache
def simplified_pattern() -> re.Pattern[str]:
    """A character of Simplified text only."""
    return re.compile(f"[{char_class(strays_in_traditional())}]")


def census(text: str) -> Census:
    """The characters of `text` that only one script uses, counted."""
    return Census(len(traditional_pattern().findall(text)), len(simplified_pattern().findall(text)))


@fact
def sample(doc: Document) -> str:
    """The text, or slices of it at equal distances when it is long."""
    text = doc.text
    if len(text) <= _SLICES * _SLICE:
        return text
    step = len(text) // _SLICES
    return "\n".join(text[start : start + _SLICE] for start in range(0, len(text) - _SLICE, step))


@fact
def document_census(doc: Document) -> Census:
    """The census of the whole text."""
    return census(sample(doc))


@fact
def is_japanese(doc: Document) -> bool:
    """Whether so much kana stands in the text that its Han characters are Japanese."""
    text = sample(doc)
    return len(_KANA.findall(text)) * 10 > len(text)


def script_of(doc: Document, options: Options) -> Script:
    """The script that `doc` should be in: what the options say, or what the text itself is written in."""
    return document_census(doc).script if options.script == "auto" else Script(options.script)
