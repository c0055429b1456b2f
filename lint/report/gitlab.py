"""The code quality report that GitLab shows in merge requests."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from lint.core.document import line_map
from lint.core.findings import Severity
from lint.report import words
from lint.report.json import encode

if TYPE_CHECKING:
    from lint.core.report_data import FileReport, Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(report: Report) -> str:
    """The findings as a list of issues."""
    issues = []
    for file in report.files:
        if file.error:
            issues.append(_issue(file, ("file-error", ""), file.error, "blocker", (1, 1)))
        for name, finding in file.items():
            lines = line_map(file.document)
            key = (finding.rule.name, name)
            message = f"{finding.code} {finding.rule.name}: {finding.message(report.language)}"
            span = (lines.line(finding.start), lines.line(finding.end))
            level = _SEVERITIES[finding.severity]
            if decided := words.decision(file, name, report.language):
                message += f" [{decided}]"
                level = "info" if file.is_settled(name) else level
            issues.append(_issue(file, key, message, level, span))
    return encode(issues).decode() + "\n"


def _issue(
    file: FileReport, key: tuple[str, str], message: str, severity: str, lines: tuple[int, int]
) -> dict[str, object]:
    # A finding's name says nothing of its file, and fingerprints must differ within a report.
    unique = "\0".join((file.path, *key)).encode("utf-8", "surrogateescape")
    return {
        "description": message,
        "check_name": key[0],
        "fingerprint": blake2b(unique, digest_size=16).hexdigest(),
        "severity": severity,
        "location": {"path": file.path, "lines": {"begin": lines[0], "end": lines[1]}},
    }
