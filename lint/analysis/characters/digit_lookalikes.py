"""Letters, circles and dashes that may stand for figures: one scan for all rules about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.text_search import unified
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

LETTERS = "lIOo"
ZEROS = "OoＯ0０○◯"
DASHES = r"—–\-－"
UNITS = "一二三四五六七八九〇"

# What stands beside each kind. The first of its characters is in place of them all.
_BESIDE = {
    LETTERS: r"(?=\d)|(?<=[\d第年月\n].)|(?<=[年月][ ].)|(?<=\A.)",
    ZEROS: f"(?<=[{UNITS}].)",
    "—–-－": r"(?<=[第十百\n。；：].)|(?<=\A.)",
    "一": r"(?=\d)",
}
_DOUBLES = {chars: re.compile(f"{chars[0]}(?:{beside})") for chars, beside in _BESIDE.items()}


@fact
def doubles(doc: Document) -> list[int]:
    """Where a letter or sign may be a figure misread: beside one, or where only a number can stand."""
    found: set[int] = set()
    for chars, double in _DOUBLES.items():
        found.update(match.start() for match in double.finditer(unified(doc.text, chars)))
    return sorted(found)
