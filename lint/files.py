"""Paths → text files, in an order that does not depend on the disk.

A file that is named is always taken. A folder is searched for text files; left out are hidden ones, what
`.gitignore`, `.ocrlintignore` and the settings exclude, and what an earlier run wrote. Links to folders
are not followed, so a loop of them is no trap.
"""

from __future__ import annotations

import os
import stat
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lint.config import ConfigError
from lint.source import display, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pathspec import GitIgnoreSpec

    from lint.config import Project, Projects

INCLUDE = ("*.txt", "*.text", "*.md", "*.markdown")
IGNORE_FILES = (".ocrlintignore", ".gitignore")
REPOSITORY = ".git"
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
        for real, target in walker.targets(path):
            targets.setdefault(real, target)
    return list(targets.values())


class _Patterns(NamedTuple):
    """Patterns, and the beginning of the paths in the folder they start from."""

    base: str
    spec: GitIgnoreSpec

    @classmethod
    def read(cls, base: Path, lines: Iterable[str], place: str) -> _Patterns:
        """The patterns in `lines`, which stand at `place`."""
        from pathspec import GitIgnoreSpec

        try:
            return cls(base.as_posix().rstrip("/") + "/", GitIgnoreSpec.from_lines(lines))
        except ValueError as error:
            raise ConfigError(f"{place}: {error}") from error

    def say(self, path: str) -> bool | None:
        """Whether they match `path`, with "/" at its end for a folder; None where they do not speak of it."""
        if path.startswith(self.base):
            return self.spec.check_file(path[len(self.base) :]).include
        # Outside their folder, as with settings of the command line, patterns can mean names only.
        name = path[path.rfind("/", 0, -1) + 1 :]
        return self.spec.check_file(name).include


class _Folder(NamedTuple):
    """A folder on the way: as the user names it, as it really is, and what is ignored in it."""

    shown: Path
    real: Path
    ignored: tuple[_Patterns, ...]
    """Of ignore files, the nearest first: the first that speaks of a path decides."""


class _Walker:
    """Searches folders."""

    def __init__(self, projects: Projects, exclude: Sequence[str], output: Path | None) -> None:
        self._projects = projects
        self._asked = exclude
        self._output = output.resolve() if output else None

    @cached_property
    def _exclude(self) -> _Patterns:
        return _Patterns.read(Path.cwd(), self._asked, "--exclude")

    def targets(self, path: Path) -> Iterator[tuple[str, Target]]:
        """What `path`, a file or a folder, stands for; before each its real path, to know it again."""
        try:
            if not stat.S_ISDIR(path.stat().st_mode):
                yield str(path.resolve()), Target(path, self._projects.of(path.parent))
                return
        except OSError as error:
            none = f"can't be read: {reason(error)}"
            yield str(path.resolve()), Target(path, self._projects.of(Path()), none)
            return
        found = list(self._walk(path))
        if not found:
            project = self._projects.of(path)
            wanted = ", ".join(project.settings.include or INCLUDE)
            none = (
                f"no text files in this folder ({wanted}, without ignored ones); name files, or set include"
            )
            found.append((str(path.resolve()), Target(path, project, none)))
        yield from found

    def _walk(self, top: Path) -> Iterator[tuple[str, Target]]:
        real = top.resolve()
        stack = [_Folder(top, real, _ignored_above(real))]
        while stack:
            folder = stack.pop()
            project = self._projects.of(folder.real)
            try:
                with os.scandir(folder.real) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
                folder = folder._replace(ignored=_ignored_in(folder.real) + folder.ignored)
            except OSError as error:
                none = f"can't be read: {reason(error)}"
                yield str(folder.real), Target(folder.shown, project, none)
                continue
            settings = project.settings
            place = display(project.origin or project.folder)
            excluded = (_Patterns.read(project.folder, settings.exclude, f"{place}: exclude"), self._exclude)
            included = _Patterns.read(project.folder, settings.include or INCLUDE, f"{place}: include")
            inner: list[_Folder] = []
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                is_folder = entry.is_dir()
                place = entry.path.replace(os.sep, "/") + ("/" if is_folder else "")
                if _ignores(folder.ignored, place) or any(p.say(place) for p in excluded):
                    continue
                if is_folder:
                    real = Path(entry.path)
                    if not entry.is_symlink() and real != self._output and not _is_output(real):
                        inner.append(_Folder(folder.shown / entry.name, real, folder.ignored))
                elif entry.is_file() and _includes(included, place) and not _is_fixed(Path(entry.path)):
                    real_path = str(Path(entry.path).resolve()) if entry.is_symlink() else entry.path
                    yield real_path, Target(folder.shown / entry.name, project)
            stack += reversed(inner)


def _includes(patterns: _Patterns, path: str) -> bool:
    """Whether `path` is text by its name; ``A.TXT`` is, too."""
    folder, slash, name = path.rpartition("/")
    return bool(patterns.say(path) or patterns.say(folder + slash + name.lower()))


def _ignores(ignored: Iterable[_Patterns], path: str) -> bool:
    said = (patterns.say(path) for patterns in ignored)
    return next((word for word in said if word is not None), False)


def _ignored_in(folder: Path) -> tuple[_Patterns, ...]:
    """The patterns of the ignore files in `folder`, ours first."""
    found = (folder / name for name in IGNORE_FILES)
    return tuple(
        _Patterns.read(folder, path.read_text("utf-8", "replace").splitlines(), display(path))
        for path in found
        if path.is_file()
    )


def _ignored_above(folder: Path) -> tuple[_Patterns, ...]:
    """The patterns of the ignore files above `folder`, up to the top of the repository it is in."""
    if (folder / REPOSITORY).exists():
        return ()
    parents = list(folder.parents)
    top = next((number for number, parent in enumerate(parents) if (parent / REPOSITORY).exists()), -1)
    return tuple(patterns for parent in parents[: top + 1] for patterns in _ignored_in(parent))


def _is_fixed(path: Path) -> bool:
    """Whether `path` is what `fix` made of the file beside it."""
    if not path.stem.endswith(FIXED):
        return False
    return path.with_name(path.stem.removesuffix(FIXED) + path.suffix).exists()


def _is_output(folder: Path) -> bool:
    """Whether an earlier run wrote `folder`: its summary says so."""
    try:
        with (folder / "summary.json").open("rb") as file:
            return b'"ocrlint"' in file.read(200)
    except OSError:  # there is none: an ordinary folder
        return False
