"""Lines of other formats in a text: subtitles, org and reST directives, shell commands, drawn tables, code.

What punctuation marks mean there is fixed by the format: the comma of a `Dialogue:` line separates fields.
Each format is one pattern with the text without which it cannot match.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lint.analysis.characters.ascii_view import ascii_part
from lint.core.character_classes import HAN
from lint.core.document import fact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lint.core.document import Document

_FORMATS = (
    # Advanced SubStation: nine fields with commas between, then the text.
    ("Dialogue:", re.compile(r"^(?:Dialogue|Comment):(?:[^,\n]*,){9}", re.MULTILINE)),
    ("Format:", re.compile(r"^(?:Format|Style):[^\n]*,[^\n]*", re.MULTILINE)),
    # SubRip and WebVTT.
    ("-->", re.compile(r"^\d[\d:,.]+[ ]-->[ ]\d[\d:,.]+[^\n]*", re.MULTILINE)),
    # Lyrics: times, and tags such as [ti:…].
    ("[", re.compile(r"^\[(?:\d{1,3}:\d\d(?:[.:]\d{1,3})?\]|(?:ti|ar|al|by|offset):[^\n]*)", re.MULTILINE)),
    # Org: keywords, drawers, tags behind a heading.
    ("#+", re.compile(r"^[ \t]*#\+\w+[:\[ ][^\n]*", re.MULTILINE)),
    (":END:", re.compile(r"^[ \t]*:\w+:[ \t]*\n(?:[ \t]*:[^\n]*\n){0,40}?[ \t]*:END:", re.MULTILINE)),
    # reStructuredText: directives, fields, roles.
    (".. ", re.compile(r"^[ \t]*\.\.[ ](?:(?:\|[^|\n]+\|[ ])?[\w-]+::|_[^\n:]+:)[^\n]*", re.MULTILINE)),
    (":`", re.compile(r":[a-z:+-]{1,30}:`[^`\n]{1,200}`")),
    # Commands behind a prompt.
    ("$ ", re.compile(r"^[ \t]*\$[ ][!-~][^\n]*", re.MULTILINE)),
    ("@", re.compile(r"^[ \t]*\[?[\w.-]+@[\w.-]+[^\n\]$#]{0,60}\]?[$#][ ][^\n]*", re.MULTILINE)),
    # Tables drawn with + - |, as pandoc and reST read them.
    ("+-", re.compile(r"^[ \t]*\+[-=+:]{3,}\+[ \t]*\n(?:[ \t]*[|+][^\n]*[|+][ \t]*$\n?)+", re.MULTILINE)),
)

_CODE_LINE = re.compile(r"(?:[ ]{4}|\t)[^\n]*")
_HAN = re.compile(f"[{HAN}]")
_PROGRAM = re.compile(r"[{};=<>]|\w\(|->|::|^\s*(?:#|//|def|class|import|return|if|for)\b")


@fact
def line_formats(doc: Document) -> list[tuple[int, int]]:
    """The stretches of `doc` in another format, in no order."""
    signs = ascii_part(doc)
    found = [
        match.span() for sign, pattern in _FORMATS if sign in signs for match in pattern.finditer(doc.text)
    ]
    if "\n    " in signs or "\n\t" in signs:
        found += _indented_code(doc.text)
    return found


def _indented_code(text: str) -> list[tuple[int, int]]:
    """Blocks indented by four spaces or a tab, as Markdown marks code, that read like a program."""
    found, start, first, block = [], 0, 0, list[str]()
    before = ""
    for line in [*text.split("\n"), "end"]:
        if _CODE_LINE.fullmatch(line) and (block or not before.strip()):
            first = first if block else start
            block.append(line)
        elif line.strip() or not block:
            if block and is_program(block):
                found.append((first, start))
            block = []
        before = line
        start += len(line) + 1
    return found


def is_program(block: Sequence[str]) -> bool:
    """Whether most lines of a block have signs of a program, and fewer Han than other characters."""
    joined = "".join(block)
    programmed = sum(_PROGRAM.search(line) is not None for line in block)
    return 2 * programmed >= len(block) and 2 * len(_HAN.findall(joined)) < len(joined.replace(" ", ""))
