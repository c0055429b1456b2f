"""The folder that a project lends us, for results and the record of what was written: ours, or left alone.

Whoever wrote the project could name any folder, or put a link in its place. So, unless the command line
names it, the folder is no link, nor is any part of the way to it from the project's folder, and it lies in
there, outside of what version control keeps. And it is used only if it bears our marker. A folder that is
missing or empty gets one, and so does one that holds only what version 0.1.0 wrote, which set none.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from lint.core.messages import message
from lint.core.source import display, real
from lint.core.system_errors import reason
from lint.core.temporary_files import FORM, temporary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lint.core.source import Buffer

FOLDER = ".ocrlint_cache"
MARKER = ".ocrlint-cache"
LAST_SWEEP = ".swept"
SHELF, ENTRY = re.compile("[0-9a-f]{2}"), re.compile("[0-9a-f]{38}")

_IGNORE = b"*\n"
_FILES = {
    ".gitignore": _IGNORE,
    "CACHEDIR.TAG": b"Signature: 8a477f597d28d172789f06886806bc55\n"
    b"# This folder is a cache of ocrlint. About such tags see https://bford.info/cachedir/\n",
    # The last one: where it is, the others are.
    MARKER: b"A cache of ocrlint, format 1. Folders without this file are left alone.\n",
}
_OTHERS = {".git", ".hg", ".svn"}
_LOOK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class CacheFolder:
    """The folder at `path`, which must be in `project`; None where the command line named it."""

    def __init__(self, path: Path, project: Path | None = None) -> None:
        self.path = path if project is None else Path(os.path.abspath(path))  # noqa: PTH100 - links are told
        self._project = project
        self._ready = False
        self.failure: str = ""
        """Why it could not be made, in words for people."""

    @cached_property
    def refusal(self) -> str:
        """Why it is not used, and what helps; "" if it is, or can be made."""
        try:
            why = self._why_not()
        except OSError as error:
            why = message(
                "{why}; or name another folder with --cache-dir",
                "{why}；或用 --cache-dir 指定其他文件夹",
                why=reason(error),
            )
        return why and message(
            "{path}: is not used as a cache: {why}",
            "{path}：没有用作缓存：{why}",
            path=display(self.path),
            why=why,
        )

    @property
    def trouble(self) -> str:
        """What to tell people of a folder that does not serve."""
        return self.refusal or self.failure

    def prepare(self) -> bool:
        """Whether it can be written to; it is made and marked when it is not yet."""
        if not (self._ready or self.trouble):
            try:
                self.path.mkdir(parents=True, exist_ok=True)
                for name, content in _FILES.items():
                    _add(self.path / name, content)
                self._ready = True
            except OSError as error:
                self.failure = message(
                    "{path}: can't be used as a cache: {why}",
                    "{path}：不能用作缓存：{why}",
                    path=display(self.path),
                    why=reason(error),
                )
        return self._ready

    @property
    def seal(self) -> str:
        """What tells this folder from every copy of it: no project can bring one that bears its own seal."""
        with suppress(OSError):
            marker = (self.path / MARKER).lstat()
            return blake2b(f"{marker.st_ino} {marker.st_mtime_ns}".encode(), digest_size=8).hexdigest()
        return ""

    def shelves(self) -> list[Path]:
        """The folders of entries in it."""
        with suppress(OSError), os.scandir(self.path) as found:
            return [
                Path(e.path) for e in found if SHELF.fullmatch(e.name) and e.is_dir(follow_symlinks=False)
            ]
        return []

    def _why_not(self) -> str:
        if self._project is not None and (why := _outside(self.path, self._project)):
            return message(
                "{why}; name it with --cache-dir if it is meant",
                "{why}；若确要用它，请用 --cache-dir 指定",
                why=why,
            )
        try:
            names = [name for name in os.listdir(self.path) if not FORM.fullmatch(name)]  # noqa: PTH208
        except FileNotFoundError:
            return ""
        if not names or content_of(self.path / MARKER) == _FILES[MARKER] or self._is_of_0_1_0(names):
            return ""
        return message(
            "it holds what ocrlint did not put there; empty it, or name another with --cache-dir",
            "其中有不是 ocrlint 放入的内容；请清空它，或用 --cache-dir 指定其他文件夹",
        )

    def _is_of_0_1_0(self, names: Iterable[str]) -> bool:
        """Whether all in it is of version 0.1.0, or of a run that was killed while it made the folder."""
        return content_of(self.path / ".gitignore") == _IGNORE and all(map(self._is_old, names))

    def _is_old(self, name: str) -> bool:
        path = self.path / name
        if name in _FILES:
            return content_of(path) == _FILES[name]
        if name == LAST_SWEEP:
            return content_of(path) == b""
        if not SHELF.fullmatch(name) or path.is_symlink():
            return False
        with os.scandir(path) as found:
            return all(
                ENTRY.fullmatch(entry.name.partition(".")[0]) and entry.is_file(follow_symlinks=False)
                for entry in found
            )


def _outside(path: Path, project: Path) -> str:
    """Why `path` is no place inside `project`; "" if it is one."""
    project = real(project)
    if not path.is_relative_to(project):
        return message("it is outside the project", "它在项目之外")
    parts = path.relative_to(project).parts
    if _OTHERS.intersection(parts):
        return message("it is where version control keeps its own", "那是版本控制自用的位置")
    way = project
    for part in parts:
        way /= part
        if way.is_symlink():
            return message("{way} is a link", "{way} 是链接", way=display(way))
    return ""


def _add(path: Path, content: bytes) -> None:
    """Write a new file; one that is there already, or comes there now, stays."""
    if not os.path.lexists(path):
        with temporary(path.parent) as (name, file):
            file.write(content)
            file.flush()
            try:
                os.link(name, path)
            except FileExistsError:
                return
            except OSError:  # a file system without links
                os.replace(name, path)  # noqa: PTH105


def content_of(path: Path) -> bytes | None:
    """What the file at `path` holds; None if there is none, or no plain one."""
    with suppress(OSError):
        number = os.open(path, _LOOK)
        with os.fdopen(number, "rb") as file:
            return file.read() if stat.S_ISREG(os.fstat(number).st_mode) else None
    return None


def put(path: Path, parts: Iterable[Buffer]) -> None:
    """Write whole or not at all; unlike a cleaned text an entry may be lost with the power."""
    with temporary(path.parent) as (name, file):
        file.writelines(parts)
        file.flush()
        os.replace(name, path)  # noqa: PTH105 - a string
