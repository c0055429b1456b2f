"""The encodings that files may have: their names, their byte order marks, and how bytes are decoded.

Inside the linter an encoding is one of the keys of `NAMES`, with "-sig" at its end where the file begins with
a byte order mark. A mark that is there is always kept, and none is ever added.
"""

from __future__ import annotations

import codecs
import re

from lint.core.messages import Notice, message

NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16-LE",
    "utf-16-be": "UTF-16-BE",
    "utf-32-le": "UTF-32-LE",
    "utf-32-be": "UTF-32-BE",
    "gb18030": "GB18030",
    "gbk": "GBK",
    "gb2312": "GB2312",
    "big5": "Big5",
    "big5hkscs": "Big5-HKSCS",
}
"""Encodings, as reports and as people write them."""

ACCEPTED = (
    "UTF-8, UTF-16, UTF-16-LE, UTF-16-BE, UTF-32, UTF-32-LE, UTF-32-BE, "
    "GB18030, GBK, GB2312, Big5, Big5-HKSCS"
)

# What people type, without punctuation. UTF-16 and UTF-32 without a mark are little-endian, as on the web.
_ALIASES = {
    **{re.sub("[^a-z0-9]", "", name): name for name in NAMES},
    **dict.fromkeys(("u8", "utf", "cp65001", "utf8bom"), "utf-8"),
    **dict.fromkeys(("utf16", "u16", "ucs2", "unicode", "cp1200"), "utf-16-le"),
    **dict.fromkeys(("utf32", "u32", "ucs4"), "utf-32-le"),
    **dict.fromkeys(("gb180302000", "gb180302005", "gb180302022", "cp54936"), "gb18030"),
    **dict.fromkeys(("cp936", "936", "ms936", "windows936"), "gbk"),
    **dict.fromkeys(("gb23121980", "gb231280", "csgb2312", "euccn", "eucgb2312cn", "cp20936"), "gb2312"),
    **dict.fromkeys(("big5tw", "csbig5", "cp950", "950", "ms950", "windows950"), "big5"),
    **dict.fromkeys(("hkscs", "big5hk", "cp951"), "big5hkscs"),
    "cp1201": "utf-16-be",
}

# Files called Big5 are nearly always what Windows writes: all of Big5, and some characters more.
_CODECS = {"big5": "cp950"}

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


CORRECT = Notice(
    "correct it there, or name the file's real encoding with --encoding",
    "请改正该处，或用 --encoding 指明文件真正的编码",
)
"""What helps where one byte is wrong."""


class EncodingError(ValueError):
    """Bytes or a name that mean no text or encoding; the message says why and what helps."""


def named(name: str) -> str:
    """The encoding that `name` means.

    Raises:
        EncodingError: None that is accepted; the message lists them.
    """
    squeezed = re.sub("[^a-z0-9]", "", name.lower().removesuffix("-sig").removesuffix("_sig"))
    try:
        return _ALIASES[squeezed]
    except KeyError:
        raise EncodingError(
            message(
                "{name!r} is no encoding that is accepted; there are: {known}",
                "不支持编码 {name!r}；可用的有：{known}",
                name=name,
                known=ACCEPTED,
            )
        ) from None


def public(encoding: str) -> str:
    """The name of `encoding` for people."""
    return NAMES[encoding.removesuffix("-sig")]


def codec(encoding: str) -> str:
    """Python's codec for `encoding`."""
    plain = encoding.removesuffix("-sig")
    return _CODECS.get(plain, plain)


def mark(encoding: str) -> bytes:
    """The byte order mark that files in `encoding` begin with; none unless its name says so."""
    return "\ufeff".encode(codec(encoding)) if encoding.endswith("-sig") else b""


def marked(data: bytes, encoding: str | None = None) -> str | None:
    """The encoding that the byte order mark of `data` names, or None; `encoding` is what somebody said.

    A mark is believed before that. But the mark of UTF-16 and a NUL are that of UTF-32: there it counts.
    """
    found = [name for bom, name in _MARKS.items() if data.startswith(bom)]
    if not found:
        return None
    return (encoding if encoding in found else found[0]) + "-sig"


def decoded(data: bytes, encoding: str) -> str:
    """The text in `data`, without its mark.

    Raises:
        EncodingError: `data` is not in that encoding; the message names the place.
    """
    begin = len(mark(encoding))
    try:
        return str(memoryview(data)[begin:], codec(encoding))
    except UnicodeDecodeError as error:
        where = place(data, encoding, begin + error.start)
        raise EncodingError(
            message(
                "is not {encoding}: {where}; {remedy}",
                "不是 {encoding}：{where}；{remedy}",
                encoding=public(encoding),
                where=where,
                remedy=CORRECT,
            )
        ) from error


def place(data: bytes, encoding: str, offset: int) -> Notice:
    """The byte of `data` at `offset`, up to which it is `encoding`, with its place for people."""
    before = data[:offset].decode(codec(encoding), "replace")
    line = max(before.count("\n"), before.count("\r")) + 1
    return message(
        "byte 0x{byte:02x} at offset {offset}, line {line}",
        "第 {line} 行偏移 {offset} 处的字节 0x{byte:02x}",
        byte=data[offset],
        offset=offset,
        line=line,
    )
