"""Paths → text files, in an order that does not depend on the disk.

A file that is named is always taken. A folder is searched for text files; left out are hidden ones, what
`.gitignore`, `.ocrlintignore` and the settings exclude, and what an earlier run wrote. Links to folders
are not followed, so a loop of them is no trap. What can't be read or searched is a target with an error: it
takes nothing else with it.
"""

from __future__ import annotations

import os
import stat
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lint.core.messages import Notice, message
from lint.core.source import display, real
from lint.core.system_errors import unreadable
from lint.runner.ignore_patterns import Patterns, ignore_files, ignore_files_above, ignores

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lint.runner.ignore_patterns import IgnoreFile
    from lint.settings.config import Project, Projects

INCLUDE = ("*.txt", "*.text", "*.md", "*.markdown")
FIXED = ".fixed"
"""What stands before the suffix of a cleaned text that lies beside its source."""


class Target(NamedTuple):
    """A file to judge and the project whose settings count; or why there is none."""

    path: Path
    project: Project
    error: str = ""

    @property
    def name(self) -> str:
        """The path as text for reports."""
        return display(self.path)


def beside(path: Path) -> Path:
    """Where the cleaned text of `path` goes when nobody says where: ``a.txt`` → ``a.fixed.txt``."""
    return path.with_name(f"{path.stem}{FIXED}{path.suffix}")


def find(
    paths: Iterable[Path], projects: Projects, exclude: Sequence[str] = (), output: Path | None = None
) -> list[Target]:
    """The files that `paths` name, each once, in the order of `paths`, sorted inside folders.

    `exclude` are further patterns, from the working folder; `output` is the folder that is written to.
    """
    targets: dict[str, Target] = {}
    walker = _Walker(projects, exclude, output)
    for path in paths:
        for place, target in walker.targets(path):
            targets.setdefault(place, target)
    return list(targets.values())


class _Folder(NamedTuple):
    """A folder on the way: as the user names it, as it really is, what is ignored in it, and its project."""

    shown: Path
    real: Path
    ignored: tuple[Patterns, ...]
    """Of ignore files, the nearest first: the first that speaks of a path decides."""
    project: Project
    """Of the folder above."""


class _Walker:
    """Searches folders."""

    def __init__(self, projects: Projects, exclude: Sequence[str], output: Path | None) -> None:
        self._projects = projects
        self._asked = exclude
        self._output = real(output) if output else None

    @cached_property
    def _exclude(self) -> Patterns:
        return Patterns.read(Path.cwd(), self._asked, "--exclude")

    def targets(self, path: Path) -> Iterator[tuple[str, Target]]:
        """What `path`, a file or a folder, stands for; before each its real path, to know it again."""
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
            project = self._projects.of(path if is_folder else path.parent)
        except OSError as error:
            yield _failed(path, self._projects.of(Path()), unreadable(error))
            return
        if not is_folder:
            yield str(real(path)), Target(path, project)
            return
        found = list(self._walk(path, project))
        if not found:
            wanted = ", ".join(project.settings.include or INCLUDE)
            none = message(
                "no text files in this folder ({wanted}, without ignored ones); name files, or set include",
                "此文件夹中没有文本文件（{wanted}，不含忽略的文件）；请指定文件，或设置 include",
                wanted=wanted,
            )
            found.append(_failed(path, project, none))
        yield from found

    def _walk(self, top: Path, project: Project) -> Iterator[tuple[str, Target]]:
        """The texts below `top`, and whatever keeps one from being found."""
        above = ignore_files_above(real(top))
        yield from _faulty(above, project)
        stack = [_Folder(top, real(top), _patterns(above), project)]
        while stack:
            folder = stack.pop()
            try:
                project = self._projects.of(folder.real)
                with os.scandir(folder.real) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as error:
                yield _failed(folder.shown, folder.project, unreadable(error))
                continue
            own = ignore_files(folder.real)
            yield from _faulty(own, project, folder.shown)
            folder = folder._replace(ignored=_patterns(own) + folder.ignored, project=project)
            inner: list[_Folder] = []
            for entry in self._wanted(folder, entries):
                shown = folder.shown / entry.name
                if entry.error:
                    yield _failed(shown, project, entry.error)
                elif entry.is_folder:
                    inner.append(folder._replace(shown=shown, real=Path(entry.path)))
                else:
                    yield str(real(Path(entry.path))) if entry.is_link else entry.path, Target(shown, project)
            stack += reversed(inner)

    def _wanted(self, folder: _Folder, entries: Iterable[os.DirEntry[str]]) -> Iterator[_Entry]:
        """The entries of a folder that are to be checked, searched or reported."""
        settings = folder.project.settings
        place = display(folder.project.origin or folder.project.folder)
        base = folder.project.folder
        excluded = (Patterns.read(base, settings.exclude, f"{place}: exclude"), self._exclude)
        included = Patterns.read(base, settings.include or INCLUDE, f"{place}: include")
        for found in entries:
            if found.name.startswith("."):
                continue
            entry = _Entry.of(found)
            way = entry.path.replace(os.sep, "/") + ("/" if entry.is_folder else "")
            if ignores(folder.ignored, way) or any(patterns.say(way) for patterns in excluded):
                continue
            if entry.is_folder:
                inside = Path(entry.path)
                if not entry.is_link and inside != self._output and not _is_output(inside):
                    yield entry
            elif entry.unknown or (_includes(included, way) and not _is_fixed(Path(entry.path))):
                yield entry


class _Entry(NamedTuple):
    """What is in a folder under one name, and why it can't be checked, if so."""

    name: str
    path: str
    is_folder: bool
    is_link: bool
    unknown: bool
    """Whether the system does not say what it is, so that no name can make up for it."""
    error: str

    @classmethod
    def of(cls, entry: os.DirEntry[str]) -> _Entry:
        """What `entry` is."""
        is_folder, unknown, error, is_link = False, False, "", entry.is_symlink()
        try:
            is_folder = entry.is_dir()
            if not is_folder and not entry.is_file():
                error = _DANGLING if is_link and not Path(entry.path).exists() else _NO_FILE
        except OSError as trouble:
            unknown, error = True, unreadable(trouble)
        return cls(entry.name, entry.path, is_folder, is_link, unknown, error)


_DANGLING = Notice(
    "is a link that leads nowhere; correct or remove it, or exclude it",
    "是无效的链接；请改正、删除或排除它",
)
_NO_FILE = Notice(
    "is a pipe, a socket or a device, not a file; remove it, or exclude it",
    "是管道、套接字或设备，不是文件；请删除或排除它",
)


def _failed(path: Path, project: Project, error: str) -> tuple[str, Target]:
    return str(real(path.parent) / path.name), Target(path, project, error)


def _patterns(found: Iterable[IgnoreFile]) -> tuple[Patterns, ...]:
    return tuple(file.patterns for file in found if file.patterns)


def _faulty(
    found: Iterable[IgnoreFile], project: Project, folder: Path | None = None
) -> Iterator[tuple[str, Target]]:
    """The ignore files that can't be followed; `folder` is where they are, as the user names it."""
    for file in found:
        if file.error:
            yield _failed(folder / file.path.name if folder else file.path, project, file.error)


def _includes(patterns: Patterns, path: str) -> bool:
    """Whether `path` is text by its name; ``A.TXT`` is, too."""
    folder, slash, name = path.rpartition("/")
    return bool(patterns.say(path) or patterns.say(folder + slash + name.lower()))


def _is_fixed(path: Path) -> bool:
    """Whether `path` is what `fix` made of the file beside it."""
    if not path.stem.endswith(FIXED):
        return False
    return path.with_name(path.stem.removesuffix(FIXED) + path.suffix).exists()


def _is_output(folder: Path) -> bool:
    """Whether an earlier run wrote `folder`: its summary says so."""
    path = folder / "summary.json"
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for
            return False
        with path.open("rb") as file:
            return b'"ocrlint"' in file.read(200)
    except OSError:  # there is none: an ordinary folder
        return False
