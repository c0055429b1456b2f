"""One JSON object a line for each finding, as in the `json` format, with the path of its file first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from lint.report.json import encode, finding_row

if TYPE_CHECKING:
    from lint.report.base import FileReport


def piece(file: FileReport, language: str) -> str:
    """The findings; a file that could not be judged is a line with its `path` and the `error`."""
    rows = [encode({"path": file.path, "error": file.error})] if file.error else []
    for name, finding in file.items():
        row = finding_row(file, finding, name, language)
        rows.append(encode({"path": file.path, **msgspec.structs.asdict(row)}))
    return "".join(row + "\n" for row in rows)
