"""Short quotations of a text: elsewhere the same words with one mark show where the other belongs."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from lint.core.character_classes import PAIRS
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.core.document import Document

LONGEST = 31
"""Characters of a quotation that is kept."""

# Each begins with one character, which `re` finds soon. Round brackets may be of two widths.
_QUOTATIONS = {
    opens: re.compile(f"{re.escape(opens)}([^{marks}\\n]{{1,{LONGEST}}})[{closes}]")
    for opens, marks, closes in (
        *((sign, sign + close, close) for sign, close in PAIRS.items() if sign != "（"),
        *((sign, "（(）)", "）)") for sign in "（("),
    )
}


class Quotations:
    """What stands between two marks, to be found by where it begins or ends."""

    def __init__(self, found: Iterable[str]) -> None:
        self._found = frozenset(found)

    @cached_property
    def _heads(self) -> set[str]:
        return {phrase[:2] for phrase in self._found}

    @cached_property
    def _tails(self) -> set[str]:
        return {phrase[-2:] for phrase in self._found}

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._found

    def beginning(self, text: str, start: int, end: int) -> Iterator[str]:
        """Those of two characters and more that begin ``text[start:end]``, the longest first."""
        if text[start : start + 2] in self._heads:
            for stop in range(min(end, start + LONGEST), start + 1, -1):
                if text[start:stop] in self._found:
                    yield text[start:stop]

    def ending(self, text: str, start: int, end: int) -> Iterator[str]:
        """Those of two characters and more that end ``text[start:end]``, the longest first."""
        if text[end - 2 : end] in self._tails:
            for first in range(max(start, end - LONGEST), end - 1):
                if text[first:end] in self._found:
                    yield text[first:end]


@fact
def quoted(doc: Document) -> Quotations:
    """Short texts that stand between a pair of marks somewhere in `doc`."""
    found = (pattern.findall(doc.text) for sign, pattern in _QUOTATIONS.items() if sign in doc.text)
    return Quotations(chain.from_iterable(found))
