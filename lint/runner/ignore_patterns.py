"""Patterns of files to leave out, and the ignore files they are written in.

An ignore file that can't be followed does not stop the run: what is wrong with it is said of that file, and
the texts that it may have meant to leave out are checked.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, NamedTuple

from lint.core.messages import Notice, at, message, message_of
from lint.core.system_errors import unreadable
from lint.settings.config import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pathspec import GitIgnoreSpec

IGNORE_FILES = (".ocrlintignore", ".gitignore")
REPOSITORY = ".git"
_REMEDY = Notice("correct or remove it", "请改正或删除它")
_MEANWHILE = Notice("so far it excludes nothing", "目前它不排除任何文件")


class Patterns(NamedTuple):
    """Patterns, and the beginning of the paths in the folder they start from."""

    base: str
    spec: GitIgnoreSpec

    @classmethod
    def read(cls, base: Path, lines: Iterable[str], place: str) -> Patterns:
        """The patterns in `lines`, which are written at `place`.

        Raises:
            ConfigError: One of them is no pattern.
        """
        try:
            return cls.of(base, lines)
        except ValueError as error:
            raise ConfigError(at(place, error)) from error

    @classmethod
    def of(cls, base: Path, lines: Iterable[str]) -> Patterns:
        """The patterns in `lines`; a ValueError says that one of them is none."""
        from pathspec import GitIgnoreSpec

        return cls(base.as_posix().rstrip("/") + "/", GitIgnoreSpec.from_lines(lines))

    def say(self, path: str) -> bool | None:
        """Whether they match `path`, with "/" at its end for a folder; None where they do not speak of it."""
        if path.startswith(self.base):
            return self.spec.check_file(path[len(self.base) :]).include
        # Outside their folder, as with settings of the command line, patterns can mean names only.
        name = path[path.rfind("/", 0, -1) + 1 :]
        return self.spec.check_file(name).include


class IgnoreFile(NamedTuple):
    """An ignore file: its patterns, and what is wrong with it."""

    path: Path
    patterns: Patterns | None
    error: str = ""


def ignores(found: Iterable[Patterns], path: str) -> bool:
    """Whether the first of the patterns that speak of `path` exclude it."""
    said = (patterns.say(path) for patterns in found)
    return next((word for word in said if word is not None), False)


def ignore_files(folder: Path) -> tuple[IgnoreFile, ...]:
    """The ignore files in `folder`, ours first."""
    return tuple(found for name in IGNORE_FILES if (found := _read(folder / name)))


def ignore_files_above(folder: Path) -> tuple[IgnoreFile, ...]:
    """Those in the folders above `folder`, the nearest first, up to the top of the repository it is in."""
    parents = list(folder.parents)
    if _is_top(folder):
        return ()
    top = next((number for number, parent in enumerate(parents) if _is_top(parent)), -1)
    return tuple(found for parent in parents[: top + 1] for found in ignore_files(parent))


def _is_top(folder: Path) -> bool:
    try:
        return (folder / REPOSITORY).exists()
    except OSError:  # a folder that can't be looked into: it is reported when it is searched
        return False


def _read(path: Path) -> IgnoreFile | None:
    """The ignore file at `path`, if there is one."""
    try:
        data = _data(path)
    except (OSError, ValueError) as error:
        why = unreadable(error) if isinstance(error, OSError) else _also(message_of(error), _REMEDY)
        return IgnoreFile(path, None, _also(why, _MEANWHILE))
    if data is None:
        return None
    # Bytes that are not UTF-8 become what they are in names of files, so that such patterns match, too.
    lines = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff").splitlines()
    try:
        return IgnoreFile(path, Patterns.of(path.parent, lines))
    except ValueError:
        wrong = dict(_wrong(path.parent, lines))
    good = [line for number, line in enumerate(lines, 1) if number not in wrong]
    number, fault = next(iter(wrong.items()))
    trouble = message(
        "line {number} is no pattern ({why}); {remedy}; {meanwhile}",
        "第 {number} 行不是有效的模式（{why}）；{remedy}；{meanwhile}",
        number=number,
        why=fault,
        remedy=_REMEDY,
        meanwhile=_MEANWHILE,
    )
    return IgnoreFile(path, Patterns.of(path.parent, good), trouble)


def _also(said: str, more: Notice) -> Notice:
    return message("{said}; {more}", "{said}；{more}", said=said, more=more)


def _data(path: Path) -> bytes | None:
    """The bytes of an ignore file, if there is one.

    Raises:
        OSError: It can't be read.
        ValueError: It is no file of patterns.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise ValueError(message("is a link that leads nowhere", "是无效的链接")) from None
        return None
    if not stat.S_ISREG(mode):  # a pipe would be waited for
        raise ValueError(
            message(
                "is a folder, a pipe or a device, not a file with patterns",
                "是文件夹、管道或设备，不是写有模式的文件",
            )
        )
    data = path.read_bytes()
    if b"\0" in data:
        raise ValueError(message("is not text in UTF-8", "不是 UTF-8 文本"))
    return data


def _wrong(base: Path, lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The numbers of the lines that are no patterns, and why."""
    for number, line in enumerate(lines, 1):
        try:
            Patterns.of(base, [line])
        except ValueError as error:
            yield number, str(error)
