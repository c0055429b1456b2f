"""`summary.json` of a folder: the run in numbers, and by hash what was written there.

Its key ``written`` has the SHA-256 of each file of the folder. Its own is that of the summary without it. So
the next run knows what it may replace, and what somebody has changed since.
"""

from __future__ import annotations

import hashlib
import posixpath
from typing import TYPE_CHECKING, Any

import msgspec

from lint.core.report_data import safety, tally
from lint.core.version import __version__
from lint.runner.cache_folder import content_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lint.core.report_data import FileReport, Report

INDEX, SUMMARY = "index.html", "summary.json"


class Page(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document of an earlier run: the name of its cleaned text and that of its diff."""

    path: str
    diff: str | None = None
    error: str = ""

    @property
    def page(self) -> str:
        """The name of its page."""
        return f"{self.path}.html"


class Earlier(msgspec.Struct, frozen=True):
    """What earlier runs left in the folder; nothing if its summary is not as one of them wrote it."""

    documents: list[Page] = []
    earlier: list[Page] = []
    written: dict[str, str] = {}
    """Digests by name."""

    def known(self, name: str) -> tuple[str, ...]:
        """The digests of what an earlier run wrote at `name`."""
        return (self.written[name],) if name in self.written else ()

    def pages(self, folder: Path) -> list[Page]:
        """The documents whose pages are still there."""
        found = {page.path: page for page in (*self.earlier, *self.documents)}
        return [page for page in found.values() if not page.error and _is_there(folder, page.page)]

    def files(self, folder: Path) -> dict[str, str]:
        """The files that are still there, with their digests."""
        return {name: digest for name, digest in self.written.items() if _is_there(folder, name)}


def read(folder: Path) -> Earlier:
    """What the summary in `folder` says of earlier runs."""
    data = content_of(folder / SUMMARY) or b""
    try:
        summary = msgspec.json.decode(data)
        earlier = msgspec.convert(summary, Earlier)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return Earlier()
    # Somebody who changed the summary is not robbed of it, either.
    if encode(summary) != data:
        return Earlier()
    earlier.written[SUMMARY] = hashlib.sha256(data).hexdigest()
    return earlier


def encode(summary: dict[str, Any]) -> bytes:
    """`summary` as stored, with its own digest among those of what was written."""
    written = {name: digest for name, digest in summary.get("written", {}).items() if name != SUMMARY}
    digest = hashlib.sha256(_json(summary | {"written": written})).hexdigest()
    return _json(summary | {"written": written | {SUMMARY: digest}})


def _json(summary: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n"


def _is_there(folder: Path, name: str) -> bool:
    """Whether `name` is that of a file in `folder`."""
    if posixpath.isabs(name) or ".." in name.split("/"):
        return False
    try:
        return (folder / name).is_file()
    except (OSError, ValueError):
        return False


def summarize(
    report: Report,
    documents: Sequence[dict[str, Any]],
    earlier: Sequence[Page] = (),
    written: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The run in numbers, as `summary.json` holds it and the index shows it.

    `earlier` are the documents that only earlier runs had, `written` the digests of all files of the folder.
    """
    return {
        "schema": 1,
        "tool": {"name": "ocrlint", "version": __version__},
        "documents": documents,
        **({"earlier": [{"path": page.path, "diff": page.diff} for page in earlier]} if earlier else {}),
        "summary": report.summary | {"left": report.findings - report.summary["fixed"]},
        "written": dict(sorted((written or {}).items())),
    }


def document(file: FileReport, name: str) -> dict[str, Any]:
    """What the summary says of one document, whose cleaned text is called `name`."""
    if file.error:
        return {"path": name, "error": file.error}
    fixed = [finding for id_, finding in file.items() if id_ in file.applied]
    left = [finding for id_, finding in file.items() if id_ not in file.applied]
    fixed_by_code, left_by_code = tally(f.code for f in fixed), tally(f.code for f in left)
    return {
        "path": name,
        "page": f"{name}.html",
        "diff": f"{name}.diff" if file.patch else None,
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
