"""Where cleaned texts go: beside their sources, over them, to stdout or to a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint import console, source
from lint.files import beside
from lint.findings import Text
from lint.judge import failed
from lint.source import SourceError, display

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from lint.files import Target
    from lint.report.base import FileReport
    from lint.run import Result
    from lint.source import Buffer

FIXED = Text("{path}: {fixed} fixed, {left} left", "{path}：已改 {fixed} 处，余 {left} 处")
WOULD_FIX = Text("{path}: {fixed} would be fixed, {left} left", "{path}：可改 {fixed} 处，余 {left} 处")


def changed(file: FileReport) -> bool:
    """Whether the cleaned text is another one."""
    return file.patch is not None and file.patch.output != file.patch.source


def prepare(folder: Path, targets: Iterable[Target]) -> None:
    """Make `folder`, and make sure before the work begins that it can be written and holds no source."""
    import tempfile

    real = folder.resolve()
    for target in targets:
        if target.path.resolve().parent == real:
            raise SourceError(
                f"{display(folder)}: {target.name} itself is in this folder; choose another one"
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise SourceError(f"{display(folder)}: can't be written to: {source.reason(error)}") from error


def refuse_sources(targets: Iterable[Target]) -> None:
    """Make sure that no cleaned text beside its source takes the place of another source."""
    sources = {target.path.resolve() for target in targets}
    for target in targets:
        if (goal := beside(target.path)).resolve() in sources:
            raise SourceError(
                f"{display(goal)}: is a source, but the cleaned text of {target.name} would go there; "
                "choose a folder with --output-dir"
            )


def put(result: Result, *, in_place: bool) -> FileReport:
    """Write the cleaned text where it belongs; the report says so if that can't be."""
    file, path = result
    if file.error or file.patch is None:
        return file
    try:
        data = source.encode(file.document, file.patch.output)
        if path is None:
            console.out([data])
        elif not in_place:
            write(beside(path), data)
        elif changed(file):
            write(path, data)
    except SourceError as error:
        return failed(file.path, str(error))
    return file


def write(path: Path, data: bytes | Iterable[Buffer]) -> None:
    """Write a file, whole or not at all; an error names it."""
    try:
        source.write(path, data)
    except SourceError as error:
        raise SourceError(f"{display(path)}: {error}") from error


def diff(file: FileReport) -> bytes:
    """The diff of `file` in the encoding of its text, as `git apply` wants it."""
    from lint.report.diff import diff as unified

    encoding = file.document.encoding
    return unified(file).encode("utf-8" if encoding.startswith("utf") else encoding, "replace")


def tell(file: FileReport, language: str, *, dry: bool) -> None:
    """Say on stderr what was fixed in `file`, if anything was found there; `dry`: what would be."""
    if file.kinds:
        fixed = file.fixed
        counts = {"path": file.path, "fixed": fixed, "left": file.kinds.total() - fixed}
        console.note((WOULD_FIX if dry else FIXED).render(language, counts))
