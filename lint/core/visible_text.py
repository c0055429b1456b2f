"""Text from strangers made fit for a terminal, and for protocols that take a line for a record.

A file name, a message and the text under check may hold what a terminal obeys (escape sequences, characters
that turn the direction of a line) and what a CI server obeys (a line break, and after it ``::error``). They
reach a terminal or a log only through `printed`.

A hidden character is rendered by its number, as ``⟨001B⟩``. That form is chosen because it can be applied
twice: a name in a message in a line is changed once, wherever it passes. Backslashes would have to be
doubled each time, and those of regular expressions and of Windows with them. Its end is marked, so a digit
that follows is no part of it. Who needs the exact name reads it from JSON.
"""

from __future__ import annotations

import re
from unicodedata import category

_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
# Signs for numbers and verses, which Unicode calls format characters though they have a shape.
_WITH_SHAPE = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
# Letters and marks that have none.
_WITHOUT_SHAPE = "\u034f\u115f\u1160\u3164\uffa0"
_HAN = re.compile("[\U00020000-\U0002fffd\U00030000-\U0003fffd]")

# What GitHub (at the start of a line, or anywhere), Azure Pipelines and TeamCity take for a command.
_COMMAND = re.compile(r"^\s*::|##(?=\[[a-z]|vso\[|teamcity\[)", re.IGNORECASE)


class _Forms(dict[int, str]):
    """How each character is rendered, found out when it is first seen."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = _form(character) if _is_hidden(character) else character
        return self[code]


def _form(character: str) -> str:
    return f"⟨{ord(character):04X}⟩"


def _is_hidden(character: str) -> bool:
    """Whether `character` has no shape. Han characters that Python does not know yet have one."""
    if character in _WITH_SHAPE:
        return False
    unknown = category(character) in _CATEGORIES and not _HAN.match(character)
    return unknown or character in _WITHOUT_SHAPE


_FORMS = _Forms({ord(character): _form(character) for character in _WITHOUT_SHAPE})
_FORMS.update({ord("\n"): "↵", ord("\r"): "␍", ord("\t"): "\t"})
_LINE = {ord("\t"): "⇥"}


def visible(text: str) -> str:
    """`text` on one line: line breaks as ↵, characters without a shape by their number; tabs stay."""
    return text if text.isascii() and text.isprintable() else text.translate(_FORMS)


def printed(line: str) -> str:
    """`line` as a terminal or a log may have it: `visible`, without tabs, and no command to a CI server."""
    line = visible(line).translate(_LINE)
    return _COMMAND.sub(lambda hit: hit[0][:-1] + _form(hit[0][-1]), line)
