"""The folder that a run leaves: per document its cleaned text, its diff and its page; an index, a summary.

Nothing in it depends on the day or the machine, so that it can be committed and compared.
"""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import msgspec

import lint
from lint import source
from lint.report import index, page
from lint.report.base import FileReport, Report, safety, tally
from lint.report.diff import stored
from lint.source import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INDEX, SUMMARY = "index.html", "summary.json"


class Output(NamedTuple):
    """A file of the run and the name of its cleaned text, relative to the folder, with ``/``."""

    file: FileReport
    name: str

    @property
    def changed(self) -> bool:
        """Whether there is a diff."""
        return bool(self.file.patch)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all that is written for the file."""
        return () if self.file.error else (self.name, f"{self.name}.diff", f"{self.name}.html")


def write_folder(report: Report, folder: Path) -> None:
    """Write `report` to `folder`, which is made when it does not exist.

    Raises:
        SourceError: A file can't be written, or would take the place of another. It begins with the name.
    """
    outputs = [
        Output(*pair) for pair in zip(report.files, names([f.path for f in report.files]), strict=True)
    ]
    _refuse_collisions(outputs, folder)
    documents = []
    for output in outputs:
        documents.append(_document(output))
        if not output.file.error:
            _write_document(output, folder, report.language)
    summary = summarize(report, documents)
    _write(folder, SUMMARY, msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n")
    _write(folder, INDEX, index.render(report, summary).encode())


def names(paths: Sequence[str]) -> list[str]:
    """The paths from the deepest folder that holds them all; so no two of them become one name."""
    absolute = [os.path.abspath(path) for path in paths]  # noqa: PTH100 - links must stay as they are
    common = os.path.commonpath([posixpath.dirname(path) for path in absolute]) if absolute else ""
    return [Path(path).relative_to(common).as_posix() for path in absolute]


def _refuse_collisions(outputs: Iterable[Output], folder: Path) -> None:
    """Raise when a file to be written is a source or is written twice."""
    sources = {Path(output.file.path).resolve() for output in outputs}
    taken = {INDEX, SUMMARY}
    for output in outputs:
        for name in output.names:
            if name in taken:
                raise SourceError(
                    f"{folder / name}: two results would have this name; rename one of the sources"
                )
            if (folder / name).resolve() in sources:
                raise SourceError(
                    f"{folder / name}: is a source, and is not overwritten; choose another folder"
                )
            taken.add(name)


def _write_document(output: Output, folder: Path, language: str) -> None:
    file, name = output.file, output.name
    doc = file.document
    try:
        text = source.encode(doc, file.patch)
    except SourceError as error:
        raise SourceError(f"{file.path}: {error}") from error
    label = _label(file.path, name)
    _write(folder, name, text)
    if output.changed:
        _write(folder, f"{name}.diff", stored(file, label))
    else:
        (folder / f"{name}.diff").unlink(missing_ok=True)  # of a run before
    stem = posixpath.basename(name)
    links = {
        "index": quote(posixpath.relpath(INDEX, posixpath.dirname(name) or ".")),
        "text": quote(stem),
        "diff": quote(f"{stem}.diff") if output.changed else "",
    }
    _write(folder, f"{name}.html", (part.encode() for part in page.render(file, label, language, links)))
    file.forget()


def _label(path: str, name: str) -> str:
    """What diff and page call the file: its path as given, if that is one that git can apply a diff to."""
    inside = posixpath.normpath(Path(path).as_posix())
    return name if posixpath.isabs(inside) or inside.startswith("../") else inside


def _write(folder: Path, name: str, data: bytes | Iterable[bytes]) -> None:
    path = folder / name
    try:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SourceError(f"can't be made: {source.reason(error)}") from error
        source.write(path, data)
    except SourceError as error:
        raise SourceError(f"{path}: {error}") from error


def summarize(report: Report, documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The run in numbers, as `summary.json` holds it and the index shows it."""
    return {
        "schema": 1,
        "tool": {"name": "ocrlint", "version": lint.__version__},
        "documents": documents,
        "summary": report.summary | {"left": report.findings - report.summary["fixed"]},
    }


def _document(output: Output) -> dict[str, Any]:
    file, name = output.file, output.name
    if file.error:
        return {"path": name, "error": file.error}
    fixed = [finding for id_, finding in file.items() if id_ in file.applied]
    left = [finding for id_, finding in file.items() if id_ not in file.applied]
    fixed_by_code, left_by_code = tally(f.code for f in fixed), tally(f.code for f in left)
    return {
        "path": name,
        "page": f"{name}.html",
        "diff": f"{name}.diff" if output.changed else None,
        "sha256": file.sha256,
        "encoding": file.encoding,
        "characters": file.characters,
        "quality": file.quality,
        "findings": len(file.findings),
        "fixed": len(fixed),
        "left": len(left),
        "left_by_safety": tally(safety(finding) for finding in left),
        "by_code": {
            code: {"findings": number, "fixed": fixed_by_code.get(code, 0), "left": left_by_code.get(code, 0)}
            for code, number in tally(finding.code for finding in file.findings).items()
        },
    }
