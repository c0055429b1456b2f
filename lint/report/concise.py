"""One line a finding: ``path:line:column: CODE name message``, for editors and for grep.

In Chinese the rule's Chinese name follows its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.core.visible_text import printed
from lint.report import words
from lint.report.places import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.report_data import FileReport


def rows(file: FileReport, language: str) -> Iterator[bytes]:
    """The findings in `file`, one a line."""
    for name, finding in file.items():
        line, column = place(file.document, finding.start)
        message = finding.message(language)
        rule = f"{finding.code} {words.rule_name(finding.rule, language)}"
        row = f"{file.path}:{line}:{column}: {rule} {message}"
        decided = words.decision(file, name, language)
        yield f"{printed(f'{row} [{decided}]' if decided else row)}\n".encode()
