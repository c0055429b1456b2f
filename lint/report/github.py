"""Workflow commands that GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.findings import Severity
from lint.report.places import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.report.base import FileReport

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def rows(file: FileReport, language: str) -> Iterator[bytes]:
    """One command a finding, or one that says why the file could not be judged."""
    for row in _commands(file, language):
        yield row.encode("utf-8", "surrogatepass")


def _commands(file: FileReport, language: str) -> Iterator[str]:
    path = file.path.translate(_PROPERTY)
    if file.error:
        yield f"::error file={path},title=ocrlint::{file.error.translate(_DATA)}\n"
    for finding in file.findings:
        line, column = place(file.document, finding.start, "utf-16")
        end_line, end_column = place(file.document, finding.end, "utf-16")
        # GitHub refuses columns for findings of several lines.
        where = (
            f"line={line},col={column},endColumn={end_column}"
            if line == end_line
            else f"line={line},endLine={end_line}"
        )
        title = f"{finding.code} {finding.rule.name}".translate(_PROPERTY)
        message = finding.message(language).translate(_DATA)
        yield f"::{_COMMANDS[finding.severity]} file={path},{where},title={title}::{message}\n"
