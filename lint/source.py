"""Bytes ⇄ documents: encodings, byte order marks, line ends, and files that are written whole or not at all.

UTF-8 is tried first and believed when it holds. Else the bytes may be GB18030 (and so GBK, GB2312) or Big5;
which of them is asked of the characters, see `_guess`. Everything that is read can be written back as it
was: same encoding, same mark, same line ends.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from lint.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable

Buffer: TypeAlias = bytes | bytearray | memoryview
"""Bytes, of whoever has them: pieces of reports are long, and not copied."""

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32-le-sig",
    codecs.BOM_UTF32_BE: "utf-32-be-sig",
    codecs.BOM_UTF16_LE: "utf-16-le-sig",
    codecs.BOM_UTF16_BE: "utf-16-be-sig",
}
_CONTROLS = bytes(set(range(32)) - {*b"\t\n\v\f\r\x1b"})
_ASCII = re.compile("[\0-\x7f]+")
_UMASK = 0o666


class SourceError(Exception):
    """A file that can't be read or written; the message says why and what helps, without the file's name."""


class Source:
    """A text as stored: its bytes, what reports call it, and its encoding where somebody said so.

    `path` is that of its file; None for stdin.
    """

    def __init__(self, data: bytes, name: str, encoding: str | None = None, path: Path | None = None) -> None:
        self.data = data
        self.name = name
        self.encoding = encoding
        self.path = path

    def without_data(self) -> Source:
        """The same without its bytes: what is left when it was told."""
        return Source(b"", self.name, self.encoding, self.path)

    def decode(self) -> Document:
        """The text, decoded as `encoding` or as what it seems to be."""
        text, encoding = _decoded(self.data, self.encoding)
        return as_document(text, self.name, encoding)

    @cached_property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def as_document(text: str, path: str = "-", encoding: str = "utf-8") -> Document:
    r"""The document with `text`, whose line ends become ``\n`` where they are all alike."""
    newline = "\n"
    if returns := text.count("\r"):
        breaks = text.count("\n")
        if breaks == returns == text.count("\r\n"):
            text, newline = text.replace("\r\n", "\n"), "\r\n"
        elif not breaks:
            text, newline = text.replace("\r", "\n"), "\r"
        # Mixed line ends stay as they are, and rules see the "\r".
    return Document(text, path, encoding, newline)


def read(path: Path, encoding: str | None = None) -> Source:
    """The file at `path`."""
    name = display(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise SourceError("is a folder, not a file")
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise SourceError("is a device, not a file; name text files only")
        return Source(path.read_bytes(), name, encoding, path)
    except OSError as error:
        raise SourceError(f"can't be read: {reason(error)}") from error


def encode(doc: Document, text: str) -> bytes:
    """`text` as bytes stored in the way that `doc` was."""
    codec, mark = _codec(doc.encoding)
    if doc.newline != "\n":
        text = text.replace("\n", doc.newline)
    try:
        return mark + text.encode(codec)
    except UnicodeEncodeError as error:
        character = text[error.start]
        raise SourceError(
            f"the cleaned text has {character!r} (U+{ord(character):04X}), which {doc.encoding} can't store; "
            "convert the file to UTF-8 first"
        ) from error


def check_encoding(name: str) -> None:
    """Raise LookupError unless `name` is an encoding of text."""
    "".encode(_codec(name)[0])


def write(path: Path, data: bytes | Iterable[Buffer]) -> None:
    """Put `data` in the file at `path`, whole or not at all; the permissions of a file there are kept.

    The bytes go to a new file in the same folder that takes the other's place when it is complete. A device
    or a pipe, such as ``/dev/null``, is written to as it is.
    """
    import tempfile

    parts = [data] if isinstance(data, bytes) else data
    try:
        if _is_special(path):
            with path.open("wb") as file:
                file.writelines(parts)
            return
        path = path.resolve()  # a symbolic link stays one
        number, temporary = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, _mode(path))  # noqa: PTH101 - a path of mkstemp is a string
            os.replace(temporary, path)  # noqa: PTH105
        except BaseException:
            os.unlink(temporary)  # noqa: PTH108
            raise
    except OSError as error:
        raise SourceError(f"can't be written: {reason(error)}") from error


def _is_special(path: Path) -> bool:
    """Whether something is at `path` that is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _mode(path: Path) -> int:
    """The permissions that a file at `path` has, or that a new one gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)  # there is no other way to ask
        os.umask(mask)
        return _UMASK & ~mask


def reason(error: OSError) -> str:
    """Why, and what helps, in a few words."""
    remedies: dict[type[OSError], str] = {
        FileNotFoundError: "there is no such file or folder; check the path",
        PermissionError: "permission denied; change its permissions, or run as a user who may",
        IsADirectoryError: "a folder of that name is in the way; move it, or choose another name",
        NotADirectoryError: "part of the path is a file, not a folder; choose another path",
        FileExistsError: "a file of that name is in the way; move it, or choose another name",
    }
    for kind, text in remedies.items():
        if isinstance(error, kind):
            return text
    return (error.strerror or str(error)).lower()


def display(path: Path) -> str:
    """`path` as text that any writer can store, even where the name is no valid text."""
    return os.fsencode(path).decode("utf-8", "replace")


def _codec(encoding: str) -> tuple[str, bytes]:
    """Python's name of `encoding`, and the byte order mark: "-sig" at a name's end says there is one."""
    name = encoding.lower().removesuffix("-sig")
    return name, "\ufeff".encode(name) if encoding.lower().endswith("-sig") else b""


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str]:
    """The text in `data` and the name of its encoding."""
    if encoding is None:
        encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    if encoding is not None:
        codec, mark = _codec(encoding)
        try:
            return data.removeprefix(mark).decode(codec), encoding
        except UnicodeDecodeError as error:
            at = error.start + (len(mark) if data.startswith(mark) else 0)
            raise SourceError(
                f"is not {encoding}: {error.reason} at byte {at}; name its real encoding with --encoding"
            ) from error
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if guess := _guess(data):
            return guess
        raise SourceError(_complaint(data, error)) from error
    if b"\0" in data and 50 * _controls(data) > len(data):  # a stray NUL or two is damage, and ours to flag
        raise SourceError(_BINARY)
    return text, "utf-8"


_BINARY = (
    "is binary, not text; name text files only, or its encoding with --encoding (UTF-16 without a mark?)"
)


def _controls(data: bytes) -> int:
    """How many bytes are control characters that text has no use for."""
    return len(data) - len(data.translate(None, _CONTROLS))


def _complaint(data: bytes, error: UnicodeDecodeError) -> str:
    """What to say of bytes that are no text we know."""
    if b"\0" in data or 50 * _controls(data) > len(data):
        return _BINARY
    line = data.count(b"\n", 0, error.start) + 1
    return (
        f"is not valid UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}, line {line}; "
        "mend it, or name the file's encoding with --encoding"
    )


def _guess(data: bytes) -> tuple[str, str] | None:
    """The text of `data` and its encoding if it is Chinese in an older one; None if not, or not for sure.

    GB2312 and Big5 both begin with their common characters, so of two readings the right one has nearly all
    its characters in that first part: on stretches of 50 characters of the seeds 0.84 and more, the wrong one
    0.72 and less, if it is one at all. Traditional text in GBK has 0.5 to 0.86, but Big5 can't read it.
    What is still in doubt, such as a few characters, is left to charset-normalizer.
    """
    if b"\0" in data or _damaged_utf8(data):
        return None
    readings = []
    for codec, standard, last in (("gb18030", "gb2312", 0xD7), ("big5hkscs", "big5", 0xC6)):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        readings.append((_share(text, standard, last), codec, text))
    readings.sort(reverse=True)
    if not readings:
        return None
    best, codec, text = readings[0]
    if best < 0.4:
        return None
    if len(readings) == 1 or best - readings[1][0] > 0.1:
        return text, codec
    from charset_normalizer import from_bytes

    found = from_bytes(data, cp_isolation=[codec for _, codec, _ in readings]).best()
    return next(((text, codec) for _, codec, text in readings if found and codec == found.encoding), None)


def _damaged_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8 but for some bytes: it has more characters beyond ASCII than broken places."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    return sum(map(len, _ASCII.split(text))) - broken > broken


def _share(text: str, standard: str, last: int) -> float:
    """How much of what `text` has beyond ASCII stands before the end of row `last` in `standard`."""
    beyond = _ASCII.sub("", text[:1_000_000])
    rows = beyond.encode(standard, "ignore")[::2]
    return len(rows.translate(None, bytes(range(last + 1, 256)))) / len(beyond)
