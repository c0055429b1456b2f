"""Bytes ⇄ documents: encodings, byte order marks and line ends.

A byte order mark is believed first, then what somebody said; then UTF-8 is tried and believed when it holds.
Else the encoding is guessed, see `lint.analysis.language.encoding_detection`. Everything that is read can be
written back as it was: same encoding, same mark, same line ends, and the same bytes wherever no fix was made.
"""

from __future__ import annotations

import hashlib
import os
import stat
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from lint.core.byte_exact import exact, other_codes
from lint.core.document import Document
from lint.core.encoding import EncodingError, decoded, mark, marked, public
from lint.core.messages import message, message_of
from lint.core.system_errors import unreadable

if TYPE_CHECKING:
    from lint.core.patches import Patch

Buffer: TypeAlias = bytes | bytearray | memoryview
"""Bytes, of whoever has them: pieces of reports are long, and not copied."""


class SourceError(Exception):
    """A file that can't be read or written; the message says why and what helps, without the file's name."""


class Source:
    """A text as stored: its bytes, what reports call it, and its encoding where somebody said so.

    `path` is that of its file; None for stdin. `decisions`: what the decisions file beside it holds.
    """

    def __init__(
        self,
        data: bytes,
        name: str,
        encoding: str | None = None,
        path: Path | None = None,
        decisions: bytes = b"",
    ) -> None:
        self.data = data
        self.name = name
        self.encoding = encoding
        self.path = path
        self.decisions = decisions

    def without_data(self) -> Source:
        """The same without its bytes: what is left when it was told."""
        return Source(b"", self.name, self.encoding, self.path)

    def decode(self) -> Document:
        """The text, decoded as its mark says, as `encoding`, or as what it seems to be."""
        try:
            text, encoding = _decoded(self.data, self.encoding)
        except EncodingError as error:
            raise SourceError(message_of(error)) from error
        doc = as_document(text, self.name, encoding)
        codes = other_codes(self.data, text, encoding, doc.newline)
        return Document(doc.text, doc.path, doc.encoding, doc.newline, codes)

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
            raise SourceError(message("is a folder, not a file", "是文件夹，不是文件"))
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise SourceError(
                message("is a device, not a file; name text files only", "是设备，不是文件；请只指定文本文件")
            )
        return Source(path.read_bytes(), name, encoding, path)
    except OSError as error:
        raise SourceError(unreadable(error)) from error


def encode(doc: Document, patch: Patch | None = None) -> bytes:
    """The text of `doc` after `patch`, as bytes stored in the way that `doc` was.

    What the patch does not change has the bytes that it had.
    """
    ready = exact(doc, patch)
    try:
        return mark(doc.encoding) + ready.encode(_with_line_ends(doc, ready.patch.output))
    except UnicodeEncodeError as error:
        output = error.object[: error.start].replace(doc.newline, "\n")
        before = ready.patch.source[: ready.patch.to_source(len(output))]
        offset = len(mark(doc.encoding) + ready.encode(_with_line_ends(doc, before)))
        character = error.object[error.start]
        raise SourceError(
            message(
                "the cleaned text has {character!r} (U+{code:04X}) at offset {offset}, line {line}, which "
                "{encoding} can't store; convert the file to UTF-8 first",
                "清理后的文本在偏移 {offset}、第 {line} 行有 {character!r}（U+{code:04X}），"
                "{encoding} 存不下；请先把文件转换为 UTF-8",
                character=character,
                code=ord(character),
                offset=offset,
                line=before.count("\n") + 1,
                encoding=public(doc.encoding),
            )
        ) from error


def _with_line_ends(doc: Document, text: str) -> str:
    return text if doc.newline == "\n" else text.replace("\n", doc.newline)


def real(path: Path) -> Path:
    """Where `path` really is, through all links; a link that leads nowhere or to itself is no error.

    `Path.resolve` raises RuntimeError, or OSError, at a link to itself.
    """
    return Path(os.path.realpath(path))


def display(path: Path) -> str:
    """`path` as text that any writer can store, even where the name is no valid text."""
    return os.fsencode(path).decode("utf-8", "replace")


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str]:
    """The text in `data` and the name of its encoding.

    Raises:
        EncodingError: There is none, or none for sure.
    """
    said = encoding and encoding.removesuffix("-sig")
    from lint.analysis.language import encoding_detection

    if known := marked(data, said) or said:
        try:
            return decoded(data, known), known
        except EncodingError as error:
            instead = encoding_detection.instead(data, known)
            raise EncodingError(
                message("{error}{instead}", "{error}{instead}", error=error, instead=instead)
            ) from error
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return encoding_detection.guess(data, error)
    encoding_detection.refuse_binary(data)
    return text, "utf-8"
