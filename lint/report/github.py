"""Workflow commands that GitHub shows beside the lines of a pull request.

What people have settled is a debug line: it is in the log of a run that asks for it, and on no page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.core.findings import Severity
from lint.core.visible_text import printed
from lint.report import words
from lint.report.places import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.report_data import FileReport

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def rows(file: FileReport, language: str) -> Iterator[bytes]:
    """One command a finding, or one that says why the file could not be judged."""
    for row in _commands(file, language):
        yield row.encode()


def _commands(file: FileReport, language: str) -> Iterator[str]:
    path = _escaped(file.path, _PROPERTY)
    if file.error:
        yield f"::error file={path},title=ocrlint::{_escaped(file.error, _DATA)}\n"
    for name, finding in file.items():
        line, column = place(file.document, finding.start, "utf-16")
        end_line, end_column = place(file.document, finding.end, "utf-16")
        # GitHub refuses columns for findings of several lines.
        where = (
            f"line={line},col={column},endColumn={end_column}"
            if line == end_line
            else f"line={line},endLine={end_line}"
        )
        title = _escaped(f"{finding.code} {finding.rule.name}", _PROPERTY)
        message = _escaped(finding.message(language), _DATA)
        if file.is_settled(name):
            decided = _escaped(words.decision(file, name, language), _DATA)
            yield f"::debug::{path}:{line}:{column} {title} {message} [{decided}]\n"
            continue
        yield f"::{_COMMANDS[finding.severity]} file={path},{where},title={title}::{message}\n"


def _escaped(text: str, table: dict[int, str]) -> str:
    """`text` in the escaping of the protocol, which has one for line breaks only."""
    return printed(text.translate(table))
