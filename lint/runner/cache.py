"""What was said of a file before, kept in a folder, so that a second run judges only what changed.

An entry's name is a digest of everything a judgement depends on: the bytes of the file and its name, the
rules, their data, the settings and the linter itself. So an entry is never stale, only unused. Each is one
file, written whole under another name and then renamed: runs at the same time never see half of one. A
damaged entry is no entry, and a folder that can't be used only costs time. Nothing that is read there is run,
and nothing removed but entries, from a folder that is ours (see `lint.runner.cache_folder`).
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

from lint.core.data_files import PACKAGE, ruleset_path
from lint.core.source import display
from lint.core.temporary_files import clear
from lint.core.version import __version__
from lint.runner.cache_folder import ENTRY, LAST_SWEEP, CacheFolder, content_of, put

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.core.findings import Safety
    from lint.core.source import Buffer, Source
    from lint.settings.config import Project

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

    def __init__(self, folder: CacheFolder | Path) -> None:
        self._folder = folder if isinstance(folder, CacheFolder) else CacheFolder(folder)
        self._settings: dict[Path | None, bytes] = {}

    def entry(self, source: Source, project: Project, level: Safety | None = None) -> Path:
        """Where the judgement of `source` by the settings of `project` is kept; `level` as in `judge`."""
        if project.origin not in self._settings:
            self._settings[project.origin] = _settings(project)
        digest = blake2b(self._settings[project.origin], digest_size=20)
        digest.update(f"{source.name}\0{source.encoding}\0{source.sha256}\0{level!r}\0".encode())
        digest.update(source.decisions)
        name = digest.hexdigest()
        return self._folder.path / name[:2] / name[2:]

    def find(self, entry: Path) -> Buffer | None:
        """What was kept as `entry`; None when nothing was, or not as it was written."""
        if self._folder.refusal or (kept := content_of(entry)) is None:
            return None
        data = memoryview(kept)
        content = data[_CHECK:]
        return content if _check([content]) == data[:_CHECK] else None

    def keep(self, entry: Path, content: Sequence[Buffer]) -> None:
        """Keep `content`, which may be in parts, as `entry`, if the folder allows."""
        with suppress(OSError):
            if self._folder.prepare():
                entry.parent.mkdir(exist_ok=True)
                if not entry.parent.is_symlink():
                    put(entry, [_check(content), *content])

    def sweep(self) -> None:
        """Once a day throw away what is old, or too much."""
        now, mark = time.time(), self._folder.path / LAST_SWEEP
        with suppress(OSError):
            if not (self._folder.path.is_dir() and self._folder.prepare()):
                return
            if mark.exists() and now - mark.lstat().st_mtime < SWEPT:
                return
            put(mark, [])
            room = ROOM
            for age, size, entry in sorted(self._entries(now)):
                room -= size
                if age > KEPT or room < 0:
                    entry.unlink(missing_ok=True)  # another run may be sweeping too

    def _entries(self, now: float) -> Iterator[tuple[float, int, Path]]:
        """Age in seconds, bytes, path."""
        clear(str(self._folder.path))
        for shelf in self._folder.shelves():
            clear(str(shelf))
            with suppress(OSError), os.scandir(shelf) as found:
                for entry in found:
                    if ENTRY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                        stat = entry.stat(follow_symlinks=False)
                        yield now - stat.st_mtime, stat.st_size, Path(entry.path)


def _check(content: Iterable[Buffer]) -> bytes:
    checksum = 0
    for part in content:
        checksum = crc32(part, checksum)
    return checksum.to_bytes(_CHECK, "big")


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
    digest = blake2b(f"{__version__} {sys.version}".encode())
    for root in (PACKAGE, ruleset_path()):
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
