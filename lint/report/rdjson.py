"""Reviewdog's JSON: diagnostics with columns in UTF-8 bytes and texts to put in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lint.core.findings import Severity
from lint.report import words
from lint.report.json import encode
from lint.report.places import place

if TYPE_CHECKING:
    from lint.core.document import Document
    from lint.core.findings import Finding
    from lint.core.report_data import Report

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def write(report: Report) -> str:
    """The findings as one diagnostic result."""
    diagnostics: list[dict[str, object]] = []
    for file in report.files:
        if file.error:
            diagnostics.append(
                {"message": file.error, "location": {"path": file.path}, "severity": "ERROR"},
            )
        for name, finding in file.items():
            decided = words.decision(file, name, report.language)
            message, level = finding.message(report.language), _SEVERITIES[finding.severity]
            if decided:
                message, level = f"{message} [{decided}]", "INFO" if file.is_settled(name) else level
            doc = file.document
            diagnostics.append(
                {
                    "message": message,
                    "location": {"path": file.path, "range": _range(doc, finding.start, finding.end)},
                    "severity": level,
                    "code": {"value": finding.code},
                    "suggestions": _suggestions(doc, finding),
                },
            )
    return encode({"source": {"name": "ocrlint"}, "diagnostics": diagnostics}).decode() + "\n"


def _range(doc: Document, start: int, end: int) -> dict[str, dict[str, int]]:
    return {
        "start": place(doc, start, "utf-8")._asdict(),
        "end": place(doc, end, "utf-8")._asdict(),
    }


def _suggestions(doc: Document, finding: Finding) -> list[dict[str, object]]:
    """The fix as one replacement, for a suggestion cannot hold several edits; then the other choices."""
    fix = finding.fix
    if fix is None or not fix.edits:
        return []
    start, end = fix.edits[0].start, max(edit.end for edit in fix.edits)
    parts: list[str] = []
    at = start
    for edit in fix.edits:
        parts += (doc.text[at : edit.start], edit.text)
        at = edit.end
    texts = dict.fromkeys(["".join(parts), *fix.choices])
    where = _range(doc, start, end)
    return [{"range": where, "text": text.replace("\n", doc.newline)} for text in texts]
