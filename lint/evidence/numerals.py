"""Letters, circles and dashes that may stand for figures: one scan for all rules about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.document import fact

if TYPE_CHECKING:
    from lint.document import Document

LETTERS = "lIOo"
ZEROS = "OoＯ0０○◯"
DASHES = r"—–\-－"
UNITS = "一二三四五六七八九〇"

# The class in front lets `re` skip along; what stands beside is looked at only there.
_DOUBLE = re.compile(
    rf"[{LETTERS}{ZEROS}{DASHES}一](?:"
    rf"(?<=[{LETTERS}])(?:(?=\d)|(?<=[\d第年月\n].)|(?<=[年月][ ].)|(?<=\A.))"
    rf"|(?<=[{ZEROS}])(?<=[{UNITS}].)"
    rf"|(?<=[{DASHES}])(?:(?<=[第十百\n。；：].)|(?<=\A.))"
    r"|(?<=一)(?=\d))"
)


@fact
def doubles(doc: Document) -> list[int]:
    """Where a letter or sign may be a figure misread: beside one, or where only a number can stand."""
    return [match.start() for match in _DOUBLE.finditer(doc.text)]
