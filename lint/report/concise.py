"""One line a finding: ``path:line:column: CODE name message``, for editors and for grep.

In Chinese the rule's Chinese name follows its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.core.visible_text import printed
from lint.report.places import place
from lint.report.words import rule_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.report_data import FileReport


def rows(file: FileReport, language: str) -> Iterator[bytes]:
    """The findings in `file`, one a line."""
    for finding in file.findings:
        line, column = place(file.document, finding.start)
        message = finding.message(language)
        rule = f"{finding.code} {rule_name(finding.rule, language)}"
        row = f"{file.path}:{line}:{column}: {rule} {message}"
        yield f"{printed(row)}\n".encode()
