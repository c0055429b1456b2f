"""Characters that ordinary text has none of, looked for once on behalf of all rules about them.

A scan for a class takes a millisecond a megabyte, however large the class is: one for all is cheap, one for
each is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from lint.analysis.characters.script_tables import char_class, compatibility
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.document import Document

# Tab, line ends, form feed (ENC012) and escape (ENC013) are not among them.
CONTROLS = "\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x9f"
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
ODD_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
LATIN_LEADS = "\u00b0-\u00d6\u00d8-\u00f6"
"""What Latin-1 makes of the first byte of a Chinese character, in UTF-8 or GBK."""


@cache
def gbk_leads() -> str:
    """What GBK makes of the first two bytes that a Chinese character or mark has in UTF-8."""
    pairs = [(lead, trail) for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xC0)]
    pairs += [(0xE2, 0x80), (0xE3, 0x80), (0xEF, 0xBC), (0xEF, 0xBD)]
    return "".join(bytes(pair).decode("gbk", "ignore") for pair in pairs)


@cache
def look_alikes() -> str:
    """Compatibility ideographs and radicals, as the inside of a character class."""
    return char_class(compatibility())


@cache
def _rarity() -> re.Pattern[str]:
    classes = (CONTROLS, INVISIBLE, ODD_BLANKS, PRIVATE_USE, LATIN_LEADS, gbk_leads(), look_alikes())
    return re.compile(f"[{''.join(classes)}]")


@fact
def rarities(doc: Document) -> Mapping[str, list[int]]:
    """Each rare character of the text with its offsets."""
    found: dict[str, list[int]] = {}
    for match in _rarity().finditer(doc.text):
        found.setdefault(match[0], []).append(match.start())
    return found


Offsets = Mapping[str, list[int]]
"""Some characters of a text, each with its offsets."""


def places(doc: Document, chars: str, among: Callable[[Document], Offsets] = rarities) -> list[int]:
    """The offsets of those characters `among` the known ones that are of the class `chars`."""
    is_one = re.compile(f"[{chars}]").match
    return sorted(offset for char, offsets in among(doc).items() if is_one(char) for offset in offsets)


def matches(
    doc: Document, pattern: re.Pattern[str], first: str, among: Callable[[Document], Offsets] = rarities
) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` gives, if every match begins with a character of the class `first`."""
    end = 0
    for offset in places(doc, first, among):
        if offset >= end and (match := pattern.match(doc.text, offset)):
            end = match.end()
            yield match


def holds(text: str, sign: str) -> bool:
    """Whether `sign` stands in `text`. Its first character is looked for before, 20 times as fast."""
    return sign[0] in text and sign in text
