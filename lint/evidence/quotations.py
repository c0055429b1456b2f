"""Short quotations of a text: elsewhere the same words with one mark show where the other belongs."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from lint.document import fact
from lint.text import PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lint.document import Document

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
        self._beginning: dict[str, set[int]] = {}
        self._ending: dict[str, set[int]] = {}
        for phrase in self._found:
            self._beginning.setdefault(phrase[:2], set()).add(len(phrase))
            self._ending.setdefault(phrase[-2:], set()).add(len(phrase))

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._found

    def beginning(self, text: str, start: int, end: int) -> Iterator[str]:
        """Those of two characters and more that begin ``text[start:end]``, the longest first."""
        for size in sorted(self._beginning.get(text[start : start + 2], ()), reverse=True):
            if 1 < size <= end - start and text[start : start + size] in self._found:
                yield text[start : start + size]

    def ending(self, text: str, start: int, end: int) -> Iterator[str]:
        """Those of two characters and more that end ``text[start:end]``, the longest first."""
        for size in sorted(self._ending.get(text[end - 2 : end], ()), reverse=True):
            if 1 < size <= end - start and text[end - size : end] in self._found:
                yield text[end - size : end]


@fact
def quoted(doc: Document) -> Quotations:
    """Short texts that stand between a pair of marks somewhere in `doc`."""
    found = (pattern.findall(doc.text) for sign, pattern in _QUOTATIONS.items() if sign in doc.text)
    return Quotations(chain.from_iterable(found))
