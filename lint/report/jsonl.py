"""One JSON object a line for each finding, as in the `json` format, with the path of its file first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from lint.report.json import encode, finding_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.report.base import FileReport


def piece(file: FileReport, language: str) -> Iterator[str]:
    """The findings; a file that could not be judged is a line with its `path` and the `error`."""
    if file.error:
        yield encode({"path": file.path, "error": file.error}) + "\n"
    for name, finding in file.items():
        row = finding_row(file, finding, name, language)
        yield encode({"path": file.path, **msgspec.structs.asdict(row)}) + "\n"
