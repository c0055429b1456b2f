"""One JSON object a line for each finding, as in the `json` format, with the path of its file first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.report.json import encode, finding_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.report_data import FileReport


def rows(file: FileReport, language: str) -> Iterator[bytes]:
    """The findings; a file that could not be judged is a line with its `path` and the `error`."""
    if file.error:
        yield encode({"path": file.path, "error": file.error}) + b"\n"
    path = encode({"path": file.path})[:-1]
    row = finding_rows(file, language)
    for name, finding in file.items():
        yield path + b"," + encode(row(name, finding))[1:] + b"\n"
