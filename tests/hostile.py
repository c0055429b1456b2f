"""Names and texts of people who mean harm, and what harm they did in an output."""

from __future__ import annotations

import random
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = (
    "::error file=a,line=1::first.txt",
    "  ::warning::blanks.txt",
    "line\n::error file=a::break.txt",
    "return\r::error::overwritten.txt",
    "separators\u2028::error::\x85\u2029.txt",
    "##vso[task.complete result=Failed].txt",
    "##[error]anywhere.txt",
    "colour\x1b[31m.txt",
    "title\x1b]0;mine\x07.txt",
    "one byte\x9b31m.txt",
    "controls\x01\x08\x0b\x0c\x7f.txt",
    "tab\t.txt",
    "turned \u202etxt.exe.txt",
    "isolated \u2066\u2069\u200e.txt",
    "nothing\u200b\u2060\ufeff\u00ad\u3164.txt",
    "unassigned\u0378\ufdd0.txt",
    "[red]markup[bold] :smile: [link=file:x].txt",
    "<b>&amp;'.txt",
    'quo"te\\x1b \\n.txt',
    "%0A%1B{}.txt",
)
"""File names, in one folder."""

PLAIN = (
    "普通话.txt",
    "𠀀𰻞\U000323b0.txt",
    "🙂.txt",
    "é ü ß.txt",
    "русский.txt",
    "हिन्दी.txt",
    "؀١.txt",
    "a=b;c.txt",
)
"""Names that stay as they are."""

TEXT = (
    "::error file=a::县图书馆,读者。\n"
    "县图书馆\x1b[31m去年\x1b[0m开设了夜间阅览室,读者下班。\n"
    "县图书馆\u202e去年\u2066开设\x9b31m了\x07夜间,读者\u2028下班。\n"
    "::set-output name=a::中 文##vso[task]中 文[red]红[/red],字\t字,字。\n"
)
"""A text under check with something to find in each line."""

_PIECES = (
    *"\n\r\t\x1b\x07\x00\x7f\x85\x9b\u200b\u202e\u2028\u2066\ufeff\u00ad:%[]#\"\\'<>& ,=中",
    "::error::",
    "\n::error file=a::",
    "##[error]",
    "##vso[task]",
    "\x1b[2J",
    "[red]",
    "%0A",
    "\\x1b",
)


def name(chance: random.Random) -> str:
    """A name put together from what does harm."""
    middle = "".join(chance.choices(_PIECES, k=chance.randint(1, 8))).replace("\x00", "").replace("/", "")
    return f"{middle}{chance.randint(0, 10**6)}.txt"


def harm(data: bytes, own: str = "") -> Iterator[str]:
    """What in an output of lines a terminal or a CI server would obey, but for commands that begin with `own`."""
    for line in data.decode().split("\n"):
        hidden = sorted({f"U+{ord(character):04X}" for character in line if _obeyed(character)})
        if hidden:
            yield f"{', '.join(hidden)} in {line!r}"
        if re.match(r"\s*::", line) and not (own and re.match(own, line)):
            yield f"a command: {line!r}"
        if not own and re.search(r"##(\[[a-z]|vso\[)", line):
            yield f"a command: {line!r}"


def _obeyed(character: str) -> bool:
    shape = "؀"  # of the category Cf, and printable
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and character != shape
