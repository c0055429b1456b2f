"""One line a finding: ``path:line:column: CODE name message``, for editors and for grep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.report.places import place, visible

if TYPE_CHECKING:
    from lint.report.base import Report


def write(report: Report) -> str:
    """The findings, one a line."""
    rows = []
    for file in report.files:
        for finding in file.findings:
            line, column = place(file.document, finding.start)
            message = visible(finding.message(report.language))
            rows.append(f"{file.path}:{line}:{column}: {finding.code} {finding.rule.name} {message}\n")
    return "".join(rows)
