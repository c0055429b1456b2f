"""Characters that are taken for figures and numerals, where they stand beside what they could belong to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.document import fact

if TYPE_CHECKING:
    from lint.document import Document

DASHES = r"—–\-－"
ZEROS = "OoＯ0０○◯"
UNITS = "一二三四五六七八九〇"
"""Han numerals of one place."""

# The class in front lets `re` skip along; what stands beside is looked at only there.
_DOUBLE = re.compile(
    rf"[lIOo](?:(?=\d)|(?<=[\d第年月\n].)|(?<=[年月][ ].)|(?<=\A.))"
    rf"|[{ZEROS}](?<=[{UNITS}].)"
    rf"|[{DASHES}](?:(?<=[第十百\n。；：].)|(?<=\A.))"
    r"|一(?=\d)"
)
_DOUBLE = re.compile(
    rf"[lI{ZEROS}一{DASHES}](?:(?=\d)|(?<=[\d第年月十百{UNITS}\n。；：].)|(?<=[年月][ ].)|(?<=\A.))"
)


@fact
def doubles(doc: Document) -> list[int]:
    """Where a letter, a circle or a dash may stand for a figure: beside one, or in its place in a date.

    One scan for all such rules; each then looks closer with a pattern of its own.
    """
    return [match.start() for match in _DOUBLE.finditer(doc.text)]
