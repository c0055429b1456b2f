"""The files that a run writes: none of them is one that it reads, and none holds what nobody knows."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from copy import copy
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from lint.core.messages import at, message
from lint.core.source import SourceError, display, real
from lint.core.system_errors import unwritable
from lint.core.writing import ANYTHING, EMPTY, OccupiedError, descriptor, holds, write
from lint.runner.ignore_patterns import IGNORE_FILES

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator

    from lint.core.source import Buffer
    from lint.runner.ledger import Ledger

    Identity = tuple[int, int]


class Outputs:
    """Writes files. `ledger` knows what earlier runs wrote; with `force` what is there does not count."""

    def __init__(self, ledger: Ledger | None = None, *, force: bool = False) -> None:
        self._ledger = ledger
        self._force = force
        self._read: set[Identity] = set()
        self._written: set[Path] = set()
        self._root: Path | None = None

    @property
    def remembers(self) -> bool:
        """Whether something was written that the next run should know."""
        return self._ledger is not None and self._ledger.used

    def below(self, root: Path, ledger: Ledger) -> Outputs:
        """The same for files in the folder `root`, which `ledger` remembers."""
        other = copy(self)
        other._ledger, other._root = ledger, real(root)  # noqa: SLF001 - our own
        return other

    def protect(self, paths: Iterable[Path | int]) -> None:
        """Write to none of the files at `paths`, which the run reads, whatever they are called.

        A file that is open already may be given by its number.
        """
        self._read.update(identity for path in paths if (identity := _identity(path)))

    def known(self, path: Path, more: Collection[str] = ()) -> Container[str]:
        """The digests of what may be replaced at `path`."""
        if self._force:
            return ANYTHING
        return {EMPTY, *more, *(self._ledger.known(path) if self._ledger else ())}

    def check(self, path: Path) -> None:
        """Raise SourceError if nothing at all can be written to `path`: to know it before the work begins."""
        with naming(path):
            self._refuse_read(path)
            self._refuse_way_out(path)
            try:
                is_folder = stat.S_ISDIR(path.stat().st_mode)
            except FileNotFoundError:
                return
            except OSError as error:  # such as a name that is too long
                raise SourceError(unwritable(error)) from error
            if is_folder:
                raise SourceError(unwritable(IsADirectoryError()))

    def refuse(self, path: Path, more: Collection[str] = ()) -> None:
        """Raise SourceError if `path` can't be written to, or holds what would not be replaced."""
        self.check(path)
        with naming(path):
            digest = "" if _is_stream(path) else holds(path)
            if digest and digest not in self.known(path, more):
                raise OccupiedError

    def write(self, path: Path, data: bytes | Iterable[Buffer], more: Collection[str] = ()) -> str:
        """Write a file, whole or not at all, and remember it; its digest.

        `more` are digests of what may be there, besides that which is remembered.

        Raises:
            SourceError: It can't be written; it begins with the path.
        """
        with naming(path):
            self._refuse_read(path)
            if _is_stream(path):
                return write(path, data)
            self._refuse_way_out(path)
            place = real(path)
            if place in self._written:
                raise SourceError(
                    message(
                        "two results would have this name; choose another name for one of them",
                        "两个结果会用这个名字；请给其中一个换名字",
                    )
                )
            digest = write(path, data, self.known(path, more), partial(self._remember, path))
            self._written.add(place)
            self._remember(path, digest)  # if it was there already, too
            return digest

    def overwrite(self, path: Path, data: bytes, read: str) -> None:
        """Write `data` over the source at `path`, if that still has the digest of what was `read`.

        Raises:
            SourceError: It does not, or can't be written.
        """
        self._refuse_way_out(path)
        try:
            write(path, data, {read}, new=False)
        except OccupiedError:
            raise SourceError(
                message(
                    "was changed after it was read, and is left as it is; run ocrlint again",
                    "读取之后被改过，未作改动；请重新运行 ocrlint",
                )
            ) from None

    def _remember(self, path: Path, digest: str) -> None:
        if self._ledger:
            self._ledger.add(path, digest)

    def _refuse_read(self, path: Path) -> None:
        identity = _identity(path)
        if identity in self._read or (identity and path.name in IGNORE_FILES):
            raise SourceError(
                message(
                    "is read in this run, and is not overwritten; choose another name",
                    "是本次运行要读取的文件，不会覆盖；请换个名字",
                )
            )

    def _refuse_way_out(self, path: Path) -> None:
        """Raise if a link leads elsewhere: whoever made the project does not say where we write."""
        if self._root is None and not os.path.islink(path):  # noqa: PTH114 - Path's raises at a name too long
            return
        roots = (real(path.parent), Path.cwd()) if self._root is None else (self._root,)
        place = real(path)
        if not _is_stream(path) and not any(map(place.is_relative_to, roots)):
            raise SourceError(
                message(
                    "is behind a link to {place}, outside of its folder; name that one itself",
                    "是指向 {place} 的链接，在所在文件夹之外；请直接指定那个文件",
                    place=display(place),
                )
            )


def _identity(path: Path | int) -> Identity | None:
    """What is the same for all names of a file, links included; None where there is no plain file."""
    try:
        found = os.stat(path)  # noqa: PTH116 - it may be a number
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _is_stream(path: Path) -> bool:
    """Whether `path` is a device, a pipe or a file that is open already."""
    if descriptor(str(path)) is not None:
        return True
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let errors begin with the path."""
    try:
        yield
    except SourceError as error:
        raise SourceError(at(display(path), error)) from error
