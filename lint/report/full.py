"""For people: each finding with its line, a caret under the place, and what the fix would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.core.report_data import safety
from lint.core.visible_text import printed, visible
from lint.report import words
from lint.report.places import excerpt, length, place
from lint.report.preview import preview

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from lint.core.findings import Finding
    from lint.core.report_data import FileReport, Report
    from lint.core.source import Buffer

Styled = tuple[str, str]
"""A piece of a line and its style, in the names of `rich`."""

_SEVERITY = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def rows(file: FileReport, language: str) -> Iterator[bytes]:
    """The findings in `file` as plain text, line by line."""
    for line in _file(file, language):
        yield ("".join(text for text, _ in line) + "\n").encode()


def frame(pieces: Iterable[tuple[FileReport, Buffer]], report: Report) -> Iterator[Buffer]:
    """The pieces, then the totals."""
    for _, piece in pieces:
        yield piece
    yield f"{words.total(report)}\n".encode()


def show(report: Report, coming: Iterable[FileReport], console: Console) -> None:
    """The same in colour; the files are put into `report` as they come."""
    from rich.text import Text

    for file in coming:
        report.files.append(file)
        for line in _file(file, report.language):
            console.print(Text.assemble(*line), soft_wrap=True)
        file.let_go()
    console.print(Text(words.total(report), "bold"), soft_wrap=True)


def _file(file: FileReport, language: str) -> Iterator[list[Styled]]:
    for name, finding in file.items():
        for line in _finding(file, finding, language, words.decision(file, name, language)):
            whole = "".join(text for text, _ in line)
            fit = printed(whole)  # whole: a command can stand in two styles
            yield line if fit == whole else [(fit, "")]
        yield []


def _finding(file: FileReport, finding: Finding, language: str, decided: str) -> Iterator[list[Styled]]:
    doc = file.document
    line, column = place(doc, finding.start)
    yield [
        (f"{file.path}:{line}:{column}", "bold"),
        (": ", ""),
        (f"{finding.code} {words.rule_name(finding.rule, language)}", _SEVERITY[finding.severity.value]),
        (f" {finding.message(language)}", ""),
        (f" [{decided}]" if decided else "", "bold"),
    ]
    shown = excerpt(doc.text, finding.start, finding.end)
    yield [("    ", ""), (shown.before, "dim"), (shown.inside, ""), (shown.after, "dim")]
    blanks = " " * (4 + length(shown.before, "cells"))
    yield [(blanks + "^" * max(1, length(shown.inside, "cells")), _SEVERITY[finding.severity.value])]
    if finding.fix is None or not finding.fix.edits:
        return
    parts = preview(doc.text, finding.fix.edits)
    label = words.say(words.SAFETY[safety(finding)], language)
    yield [
        (f"    {label}: ", "green"),
        *((part.before, "" if part.before == part.after else "bold red") for part in parts),
        (" → ", "dim"),
        *((part.after, "" if part.before == part.after else "bold green") for part in parts),
    ]
    if finding.fix.choices:
        choices = " | ".join(visible(choice) or "∅" for choice in finding.fix.choices)
        yield [(" " * (4 + length(label, "cells") + 2) + choices, "green")]
