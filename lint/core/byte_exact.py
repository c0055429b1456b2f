"""Writing a text back so that what no fix touched keeps its bytes.

Nearly always it does by encoding alone: UTF, GB18030, GBK and GB2312 have one code a character. Big5 has two
for some (十 is A451 and A2CC), of which its codec writes only one. So a `Document` knows where its source has
the other code, and in the text to be encoded a stand-in, half a surrogate pair, holds each such place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lint.core.encoding import codec
from lint.core.patches import Change, Patch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lint.core.document import Document

# Four bytes only in GB18030, where no code of two has a digit.
_CODE = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]|[\x81-\xfe].|.", re.DOTALL)
_STAND_IN = re.compile("([\ud800-\udfff])")


def other_codes(data: bytes, text: str, encoding: str, newline: str) -> dict[int, bytes]:
    r"""The codes in `data` that `encoding` would write otherwise, by their offsets in the document.

    `text` is `data` decoded. In the document each ``\r\n`` is one character where that is its `newline`.
    """
    name = codec(encoding)
    if name.startswith("utf") or text.encode(name) == data:  # UTF has one code a character, and a mark
        return {}
    found: dict[int, bytes] = {}
    start = 0
    for row, line in zip(data.split(b"\n"), text.split("\n"), strict=True):  # no longer code holds that byte
        if line.encode(name) != row:
            found.update(_other_codes(row, name, start))
        start += len(line) + 2 - len(newline)
    return found


def _other_codes(row: bytes, name: str, offset: int) -> Iterator[tuple[int, bytes]]:
    for code in _CODE.findall(row):
        length, is_other = _about(code, name)
        if is_other:
            yield offset, code
        offset += length


@lru_cache(maxsize=1 << 15)
def _about(code: bytes, name: str) -> tuple[int, bool]:
    """How many characters `code` is, and whether they would be written otherwise."""
    chars = code.decode(name)
    return len(chars), chars.encode(name) != code


class Exact(NamedTuple):
    """A patch whose texts have stand-ins, and the codes that those stand for."""

    patch: Patch
    encoding: str
    codes: Mapping[str, bytes]

    def encode(self, text: str) -> bytes:
        """`text`, part of the source or of the output, as bytes.

        Raises:
            UnicodeEncodeError: It has a character that the encoding lacks; the place is that in `text`.
        """
        name = codec(self.encoding)
        if not self.codes:
            return text.encode(name)
        parts: list[bytes] = []
        start = 0
        for part in _STAND_IN.split(text):
            try:
                parts.append(self.codes.get(part) or part.encode(name))
            except UnicodeEncodeError as error:
                place = start + error.start, start + error.end
                raise UnicodeEncodeError(error.encoding, text, *place, error.reason) from None
            start += len(part)
        return b"".join(parts)


def exact(doc: Document, patch: Patch | None = None) -> Exact:
    """`patch` of the text of `doc`, or no change, ready to be encoded."""
    patch = patch or Patch(doc.text)
    if not doc.codes:
        return Exact(patch, doc.encoding, {})
    stand_ins = {code: chr(0xD800 + number) for number, code in enumerate(sorted({*doc.codes.values()}))}
    chars = list(doc.text)
    for offset, code in doc.codes.items():
        chars[offset] = stand_ins[code]
    source = "".join(chars)
    changes = [change._replace(text=_kept(change, doc.text, source)) for change in patch.changes]
    return Exact(Patch(source, changes), doc.encoding, {char: code for code, char in stand_ins.items()})


def _kept(change: Change, text: str, source: str) -> str:
    """The new text of `change`, where what it takes over from `text` is as in `source`, stand-ins and all.

    That is all of what moves. Else a character is taken over if it is there as often as before.
    """
    new = change.text
    if change.origin >= 0:
        moved = slice(change.origin, change.origin + len(new))
        return source[moved] if text[moved] == new else new
    replaced, held = text[change.start : change.end], source[change.start : change.end]
    for char in {left for left, right in zip(replaced, held, strict=True) if left != right}:
        if replaced.count(char) == new.count(char):
            places = [right for left, right in zip(replaced, held, strict=True) if left == char]
            parts = zip(new.split(char), [*places, ""], strict=True)
            new = "".join(part + place for part, place in parts)
    return new
