"""What was said of a file before, kept in a folder, so that a second run judges only what changed.

An entry's name is a digest of everything a judgement depends on: the bytes of the file and its name, the
rules, their data, the settings and the linter itself. So an entry is never stale, only unused. Each is one
file, written whole under another name and then renamed: runs at the same time never see half of one. A
damaged entry is no entry, and a folder that can't be used only costs time.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec.structs import replace

import lint
from lint.data import ruleset_path
from lint.source import display

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.config import Project
    from lint.findings import Safety
    from lint.source import Buffer, Source

FOLDER = ".ocrlint_cache"
KEPT = 30 * 24 * 3600.0
"""Seconds after which an entry is thrown away; a file that is still there is then judged anew."""
ROOM = 1 << 30
"""Bytes above which the oldest entries are thrown away before their time."""
SWEPT = 24 * 3600.0
"""Seconds from one sweep to the next."""

_CHECK = 4
"""Bytes of the checksum that stands before an entry's content."""


class Cache:
    """The entries in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._settings: dict[Path | None, bytes] = {}

    def entry(self, source: Source, project: Project, level: Safety | None = None) -> Path:
        """Where the judgement of `source` by the settings of `project` is kept; `level` as in `judge`."""
        if project.origin not in self._settings:
            self._settings[project.origin] = _settings(project)
        digest = blake2b(self._settings[project.origin], digest_size=20)
        digest.update(f"{source.name}\0{source.encoding}\0{source.sha256}\0{level!r}".encode())
        name = digest.hexdigest()
        return self._folder / name[:2] / name[2:]

    def find(self, entry: Path) -> Buffer | None:
        """What was kept as `entry`; None when nothing was, or not as it was written."""
        try:
            data = memoryview(entry.read_bytes())
        except OSError:
            return None
        content = data[_CHECK:]
        return content if _check([content]) == data[:_CHECK] else None

    def keep(self, entry: Path, content: Sequence[Buffer]) -> None:
        """Keep `content`, which may be in parts, as `entry`, if the folder allows."""
        with suppress(OSError):
            if not entry.parent.is_dir():
                self._prepare(entry.parent)
            _put(entry, [_check(content), *content])

    def _prepare(self, shelf: Path) -> None:
        """Make the folders; version control is told to leave them alone."""
        shelf.mkdir(parents=True, exist_ok=True)
        ignore = self._folder / ".gitignore"
        if not ignore.exists():
            _put(ignore, [b"*\n"])

    def sweep(self) -> None:
        """Once a day throw away what is old, or too much."""
        now, mark = time.time(), self._folder / ".swept"
        with suppress(OSError):
            if not self._folder.is_dir() or (mark.exists() and now - mark.stat().st_mtime < SWEPT):
                return
            mark.touch()
            room = ROOM
            for age, size, entry in sorted(self._entries(now)):
                room -= size
                if age > KEPT or room < 0:
                    entry.unlink(missing_ok=True)  # another run may be sweeping too

    def _entries(self, now: float) -> Iterator[tuple[float, int, Path]]:
        """Age in seconds, bytes, path."""
        for entry in self._folder.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(OSError):
                stat = entry.stat()
                yield now - stat.st_mtime, stat.st_size, entry


def _check(content: Iterable[Buffer]) -> bytes:
    checksum = 0
    for part in content:
        checksum = crc32(part, checksum)
    return checksum.to_bytes(_CHECK, "big")


def _put(path: Path, parts: Iterable[Buffer]) -> None:
    """Write whole or not at all; unlike a cleaned text an entry may be lost with the power."""
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "wb", opener=_private) as file:
            file.writelines(parts)
        os.replace(temporary, path)  # noqa: PTH105 - a string
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def _private(path: str, flags: int) -> int:
    """Open a file that nobody else may read: it quotes from the text."""
    return os.open(path, flags, 0o600)


def _settings(project: Project) -> bytes:
    """A digest of the linter and of the settings that judgements depend on."""
    digest = blake2b(_program())
    settings = replace(project.settings, exclude=(), include=(), language=None, cache_dir=None)
    digest.update(repr(settings).encode())
    for asked in (*project.settings.rulesets, project.settings.memory):
        with suppress(OSError):  # the engine will say that it can't be read
            digest.update(Path(asked).read_bytes())
    return digest.digest()


@cache
def _program() -> bytes:
    """A digest of the linter: its version, Python's, and the size and time of its code and data files."""
    digest = blake2b(f"{lint.__version__} {sys.version}".encode())
    for root in (Path(lint.__file__).parent, ruleset_path()):
        for path, stat in sorted(_files(str(root))):
            digest.update(f"{display(Path(path))} {stat}\n".encode())
    return digest.digest()


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """The files below `folder`, but for compiled ones, with size and time."""
    with os.scandir(folder) as found:
        for item in found:
            if item.is_dir(follow_symlinks=False):
                if not item.name.startswith((".", "__")):
                    yield from _files(item.path)
            else:
                stat = item.stat()
                yield item.path, f"{stat.st_size} {stat.st_mtime_ns}"
