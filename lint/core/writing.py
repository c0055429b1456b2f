"""The one place where files are replaced: whole or not at all, and nothing that is not known to be ours.

`write` looks at what is there in the very moment before it puts the new file in its place.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from lint.core.messages import Notice
from lint.core.source import SourceError, real
from lint.core.system_errors import unreadable, unwritable
from lint.core.temporary_files import clear, temporary

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable
    from pathlib import Path
    from typing import BinaryIO

    from lint.core.source import Buffer

EMPTY = hashlib.sha256().hexdigest()
"""The digest of a file that holds nothing, which nobody misses."""

_UMASK = 0o666
_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/(?:std(?P<name>in|out|err)|fd/(?P<number>\d{1,9}))")
_NUMBERS = {"in": 0, "out": 1, "err": 2}


class OccupiedError(SourceError):
    """What is at the path is not known, and not overwritten."""

    def __init__(self) -> None:
        super().__init__(
            Notice(
                "holds something that ocrlint did not write, or that was changed since; "
                "move it, choose another name, or overwrite it with --force",
                "其中的内容不是 ocrlint 写的，或后来改过；请移走它、换个名字，或用 --force 覆盖",
            )
        )


class _Anything:
    def __contains__(self, _: object) -> bool:
        return True


ANYTHING: Container[str] = _Anything()
"""Whatever is there may be replaced."""


def write(
    path: Path,
    data: bytes | Iterable[Buffer],
    known: Container[str] = (),
    announce: Callable[[str], None] | None = None,
    *,
    new: bool = True,
) -> str:
    """Put `data` in the file at `path`, whole or not at all; the digest (SHA-256) of what it then holds.

    A file with other bytes is replaced only if their digest is among the `known`, and where there is none one
    is made only if it may be `new`. `announce` is told the digest before the file takes its place. The
    permissions of a file are kept, and a link stays one. A device, a pipe or an open file of this process,
    such as ``/dev/null`` or ``/dev/stdout``, is written to as it is.

    Raises:
        OccupiedError: The path holds something that is not `known`.
        SourceError: It can't be written.
    """
    parts = [data] if isinstance(data, bytes) else data
    try:
        if stream := _stream(path):
            with stream:
                stream.writelines(parts)
            return ""
        path = real(path)
        clear(str(path.parent))
        with temporary(path.parent) as (name, file):
            digest = _store(parts, file)
            if _holds(path) == digest:
                return digest
            if announce:
                announce(digest)
            os.chmod(name, _mode(path))  # noqa: PTH101 - a string
            _place(name, path, known, new=new)
            return digest
    except OSError as error:
        raise SourceError(unwritable(error)) from error


def remove(path: Path, known: Container[str]) -> None:
    """Remove the file at `path` if the digest of its bytes is `known`; else it stays."""
    if _holds(path) in known:
        path.unlink()


def holds(path: Path) -> str | None:
    """The digest (SHA-256) of what the file at `path` holds; None without a file, "" where it is none."""
    try:
        return _holds(path)
    except OSError as error:
        raise SourceError(unreadable(error)) from error


def descriptor(path: str) -> int | None:
    """The number of the open file of this process that `path` is another name of, as ``/dev/stdin`` of 0."""
    match = _DESCRIPTOR.fullmatch(path)
    return None if match is None else int(match["number"] or _NUMBERS[match["name"]])


def _stream(path: Path) -> BinaryIO | None:
    """What is at `path`, open for writing, if it is neither a file nor a folder."""
    number = descriptor(str(path))
    if number is not None:  # opened by name a file would be cut, or written from its beginning
        return os.fdopen(os.dup(number), "wb")
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else path.open("wb")


def _store(parts: Iterable[Buffer], file: BinaryIO) -> str:
    """Write `parts`, down to the disk; their digest."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
        file.write(part)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest()


def _holds(path: Path) -> str | None:
    try:
        with open(path, "rb", opener=_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return ""
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _place(temporary: str, path: Path, known: Container[str], *, new: bool) -> None:
    """Give the file at `temporary` the name `path`."""
    present = _holds(path)
    if present is None and new:
        _place_new(temporary, path)
    elif present is not None and present in known:
        os.replace(temporary, path)  # noqa: PTH105 - a string
    else:
        raise OccupiedError


def _place_new(temporary: str, path: Path) -> None:
    """The same where nothing is; what came there in the meantime stays."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise OccupiedError from None
    except OSError:  # a file system without links
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            raise OccupiedError from None
        try:
            os.replace(temporary, path)  # noqa: PTH105
        except BaseException:
            with suppress(OSError):
                remove(path, {EMPTY})
            raise


def _mode(path: Path) -> int:
    """The permissions that a file at `path` has, or that a new one gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)  # there is no other way to ask
        os.umask(mask)
        return _UMASK & ~mask
