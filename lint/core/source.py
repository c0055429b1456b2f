"""Bytes ⇄ documents: encodings, byte order marks and line ends.

A byte order mark is believed first, then what somebody said; then UTF-8 is tried and believed when it holds.
Else the encoding is guessed, see `lint.analysis.language.encoding_detection`. Everything that is read can be
written back as it was: same encoding, same mark, same line ends, and the same bytes wherever no fix was made.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from lint.core.byte_exact import exact, other_codes
from lint.core.document import Document
from lint.core.encoding import EncodingError, decoded, mark, marked, public

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
            raise SourceError(str(error)) from error
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
            raise SourceError("is a folder, not a file")
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
            raise SourceError("is a device, not a file; name text files only")
        return Source(path.read_bytes(), name, encoding, path)
    except OSError as error:
        raise SourceError(f"can't be read: {reason(error)}") from error


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
            f"the cleaned text has {character!r} (U+{ord(character):04X}) at offset {offset}, "
            f"line {before.count(chr(10)) + 1}, which {public(doc.encoding)} can't store; "
            "convert the file to UTF-8 first"
        ) from error


def _with_line_ends(doc: Document, text: str) -> str:
    return text if doc.newline == "\n" else text.replace("\n", doc.newline)


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
    by_number = {
        errno.ELOOP: "a link on the way leads back to itself; correct or remove it",
        errno.ENAMETOOLONG: "the name is too long for this system; shorten it",
    }
    return by_number.get(error.errno or 0) or (error.strerror or str(error)).lower()


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
            raise EncodingError(f"{error}{encoding_detection.instead(data, known)}") from error
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return encoding_detection.guess(data, error)
    encoding_detection.refuse_binary(data)
    return text, "utf-8"
