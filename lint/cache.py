"""What was said of a text before, kept in a folder, so that a second run judges only what changed.

An entry's name is a digest of everything a judgement depends on: the text as decoded and its file's suffix,
the rules, their data, the settings and the linter's version. So an entry is never stale, only unused. Each
is one file, written whole under another name and then renamed: runs at the same time never see half of
one. A damaged entry is no entry.
"""

from __future__ import annotations

import time
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

import lint
from lint import wire
from lint.data import ruleset_path

if TYPE_CHECKING:
    from lint.config import Project
    from lint.document import Document
    from lint.report.base import FileReport
    from lint.rules.base import Rule

FOLDER = ".ocrlint_cache"
KEPT = 30 * 24 * 3600.0
"""Seconds after which an entry is thrown away; a text that is still there is then judged anew."""

_CHECK = 16
"""Bytes of the digest that stands before an entry's content."""


@cache
def _program() -> bytes:
    """A digest of the linter: its version, and the size and time of every file of its code and data."""
    digest = blake2b(lint.__version__.encode())
    for root in (Path(lint.__file__).parent, ruleset_path()):
        for path in sorted(p for p in root.rglob("*") if p.suffix not in {".pyc", ""}):
            stat = path.stat()
            digest.update(f"{path.relative_to(root)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.digest()


class Cache:
    """The judgements in one folder, for the settings of one project."""

    def __init__(self, folder: Path, project: Project, rules: dict[str, Rule]) -> None:
        self._folder = folder
        self._rules = rules
        digest = blake2b(_program())
        digest.update(repr(project.settings).encode())
        for ruleset in project.settings.rulesets:
            digest.update(Path(ruleset).read_bytes())
        self._settings = digest.digest()

    def find(self, doc: Document) -> FileReport | None:
        """The report that was kept of `doc`, or None."""
        try:
            data = self._entry(doc).read_bytes()
        except OSError:
            return None
        if blake2b(data[_CHECK:], digest_size=_CHECK).digest() != data[:_CHECK]:
            return None
        with suppress(ValueError):  # of a program whose files had the same sizes and times
            return wire.unpack(data[_CHECK:], doc, self._rules)
        return None

    def keep(self, report: FileReport) -> None:
        """Keep `report`; a folder that cannot be written to only costs time."""
        data = wire.pack(report)
        entry = self._entry(report.document)
        with suppress(OSError):
            if not entry.parent.is_dir():
                _prepare(self._folder, entry.parent)
            _put(entry, blake2b(data, digest_size=_CHECK).digest() + data)

    def _entry(self, doc: Document) -> Path:
        digest = blake2b(self._settings, digest_size=20)
        digest.update(f"{Path(doc.path).suffix} {doc.newline!r} {doc.encoding}\n".encode())
        digest.update(doc.text.encode("utf-8", "surrogatepass"))
        name = digest.hexdigest()
        return self._folder / name[:2] / name[2:]


def _prepare(folder: Path, shelf: Path) -> None:
    """Make the folders; version control is told to leave them alone."""
    shelf.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        _put(ignore, b"*\n")


def _put(path: Path, data: bytes) -> None:
    """Write whole or not at all; unlike a cleaned text an entry may be lost with the power."""
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    Path(file.name).replace(path)


def sweep(folder: Path) -> None:
    """Throw away entries that have lain in `folder` for longer than `KEPT`."""
    limit = time.time() - KEPT
    for entry in folder.glob("??/*"):
        with suppress(OSError):  # another run may be sweeping too
            if entry.stat().st_mtime < limit:
                entry.unlink()
