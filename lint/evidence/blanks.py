"""Blanks: how a text uses them between Han characters and beside its marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.document import fact
from lint.text import HAN

if TYPE_CHECKING:
    from lint.document import Document

BLANKS = " \u00a0\u2000-\u200a\u202f\u205f\u3000"
"""Blanks inside a line other than the tab, which sets columns."""

_BETWEEN = re.compile(rf"(?<=[{HAN}])[{BLANKS}](?=[{HAN}])")
_LETTER_SPACED = 0.15


def han_count(text: str) -> int:
    """About how many Han characters and full-width marks `text` has: those of three bytes or more."""
    return (len(text.encode("utf-8", "surrogatepass")) - len(text)) // 2


@fact
def is_letter_spaced(doc: Document) -> bool:
    """Whether a blank follows so many Han characters that none of these blanks means anything.

    Some engines set all Chinese apart like that (measured: 0.6 blanks a character; clean text: 0.01).
    """
    count = len(_BETWEEN.findall(doc.text))
    return count >= 30 and count >= _LETTER_SPACED * han_count(doc.text)
