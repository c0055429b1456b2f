"""Compile `rulesets/data/locale/zh/LC_MESSAGES/click.po` to the `.mo` beside it, which `gettext` reads.

The catalogue has what click, the library of the command line, says in its own words. It is written by hand,
in the part of the format that `parse` reads: `msgid`, `msgid_plural`, `msgstr` and `msgstr[0]`, a line each.
"""

from __future__ import annotations

import ast
import re
import struct
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "data" / "locale" / "zh" / "LC_MESSAGES" / "click.po"
TARGET = SOURCE.with_suffix(".mo")

_LINE = re.compile(r'(?P<key>msgid|msgid_plural|msgstr|msgstr\[0\]) (?P<text>".*")')
_MAGIC = 0x950412DE


def parse(text: str) -> dict[str, str]:
    """The translations in `text` by their keys; a plural's key has a NUL between its two forms."""
    found: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"{SOURCE.name}: not understood: {line}")
        value = ast.literal_eval(match["text"])
        if match["key"] == "msgid":
            key = value
        elif match["key"] == "msgid_plural":
            key += f"\0{value}"
        else:
            found[key] = value
    return found


def compiled(catalogue: dict[str, str]) -> bytes:
    """`catalogue` as a `.mo` file: a head, where keys and values begin, then keys and values."""
    keys = sorted(key.encode() for key in catalogue)
    values = [catalogue[key.decode()].encode() for key in keys]
    head = 7 * 4
    start = head + 2 * 8 * len(keys)
    tables = b""
    data = b""
    for entry in (*keys, *values):
        tables += struct.pack("<II", len(entry), start + len(data))
        data += entry + b"\0"
    return struct.pack("<7I", _MAGIC, 0, len(keys), head, head + 8 * len(keys), 0, 0) + tables + data


if __name__ == "__main__":
    TARGET.write_bytes(compiled(parse(SOURCE.read_text("utf-8"))))
