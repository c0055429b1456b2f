"""Temporary files: each is locked while its writer lives, so that what a killed run left can be removed.

The name has our own form and the writer's process: ``.ocrlint-4711-0123456789abcdef.tmp``. Neither name nor
age is enough to remove one. A later run that writes into the folder takes away those that no process holds
the lock of and whose process is gone; one that can't be locked, as on some network drives, stays.
"""

from __future__ import annotations

import os
import re
import secrets
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

fcntl: Any = None
with suppress(ImportError):  # only POSIX has it: elsewhere nothing is locked, and nothing removed
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORM = re.compile(r"\.ocrlint-([1-9]\d*)-[0-9a-f]{16}\.tmp")
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_LOOK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def temporary(folder: Path) -> Iterator[tuple[str, BinaryIO]]:
    """The path of a new file in `folder` that only we may read, and the file, open for writing.

    It is removed at the end, unless it was moved to another name.
    """
    path, number = _create(folder)
    file = os.fdopen(number, "wb")
    try:
        yield path, file
    finally:
        with suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108 - a string
        with suppress(OSError):  # what could not be written was an error before
            file.close()


def _create(folder: Path) -> tuple[str, int]:
    while True:
        path = os.path.join(folder, f".ocrlint-{os.getpid()}-{secrets.token_hex(8)}.tmp")  # noqa: PTH118
        number = os.open(path, _NEW, 0o600)
        if _is_kept(number):
            return path, number
        os.close(number)  # in the moment before it was locked somebody took it for left over


def _is_kept(number: int) -> bool:
    """Whether the new file is ours alone, and still there."""
    if fcntl is not None:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # no locks in this file system: then nobody removes what can't be locked
            return True
    return os.fstat(number).st_nlink > 0


@cache
def clear(folder: str) -> None:
    """Remove the temporary files in `folder` whose writers are gone; once a run."""
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            form = FORM.fullmatch(entry.name)
            if form and entry.is_file(follow_symlinks=False) and _is_gone(int(form[1])):
                with suppress(OSError):
                    _remove_unlocked(entry.path)


def _is_gone(process: int) -> bool:
    """Whether no `process` runs here. Ours may have the number of one that is gone: then the lock decides."""
    if process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:  # it runs, for another user
        return False
    return False


def _remove_unlocked(path: str) -> None:
    """Remove the file at `path`; OSError if its writer, on whatever machine, still holds it."""
    if fcntl is None:
        return
    number = os.open(path, _LOOK)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(number), os.lstat(path)):
            os.unlink(path)  # noqa: PTH108 - a string
    finally:
        os.close(number)
