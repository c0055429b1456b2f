"""Latin words that stand by themselves among Chinese."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lint.analysis.characters.ascii_view import ascii_part
from lint.core.document import fact

if TYPE_CHECKING:
    from lint.core.document import Document

# The class in front lets `re` skip along; what stands beside is looked at only there.
_ISLAND = re.compile(r"[A-Za-z](?=[A-Za-z])(?:(?<=[^\n-~].)|(?<=[^\n-~][ ].))[A-Za-z]++(?=[ ]?[^ -~])")


_OTHERS_BLANK = bytes(code if chr(code).isalnum() else 0x20 for code in range(128)).ljust(256)
"""Bytes, with a blank for each that is neither a letter nor a digit of ASCII."""


@fact
def latin_words(doc: Document) -> Counter[str]:
    """The words of ASCII letters and digits of the text, and how often each stands there."""
    return Counter(doc.text.encode("ascii", "replace").translate(_OTHERS_BLANK).decode("ascii").split())


@fact
def islands(doc: Document) -> list[tuple[int, int]]:
    """Words of two Latin letters or more, with no ASCII on either side but for a blank, or a line end behind.

    None where all Latin is in capitals: those are acronyms.
    """
    letters = ascii_part(doc)
    if letters == letters.upper():
        return []
    return [match.span() for match in _ISLAND.finditer(doc.text)]
