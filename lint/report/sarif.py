"""SARIF 2.1.0, the exchange format of static analysis. Columns are UTF-16 units."""

from __future__ import annotations

from inspect import cleandoc
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from lint.core.findings import Severity
from lint.core.report_data import safety
from lint.core.version import __version__
from lint.report import words
from lint.report.json import encode
from lint.report.places import place

if TYPE_CHECKING:
    from lint.core.document import Document
    from lint.core.findings import Finding, RuleInfo
    from lint.core.report_data import FileReport, Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(report: Report) -> str:
    """The run as a SARIF log."""
    rules = {finding.code: finding.rule for file in report.files for finding in file.findings}
    codes = sorted(rules)
    numbers = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "ocrlint",
                "semanticVersion": __version__,
                "rules": [_rule(rules[code], report.language) for code in codes],
            },
        },
        "columnKind": "utf16CodeUnits",
        "language": "zh-CN" if report.language == "zh" else "en-US",
        "invocations": [_invocation(report)],
        "artifacts": [_artifact(file) for file in report.files],
        "results": [
            _result(file, finding, name, numbers[finding.code], report.language)
            for file in report.files
            for name, finding in file.items()
        ],
    }
    return encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}).decode() + "\n"


def _rule(rule: RuleInfo, language: str) -> dict[str, Any]:
    page = cleandoc(rule.manual)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": page.split("\n", 1)[0] or rule.name},
        "fullDescription": {"text": page or rule.name},
        "help": {"text": page or rule.name},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"confidence": rule.confidence, "language": language},
    }


def _invocation(report: Report) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "message": {"text": file.error},
            "locations": [{"physicalLocation": {"artifactLocation": _uri(file)}}],
        }
        for file in report.errors
    ]
    return {"executionSuccessful": not notes, "toolExecutionNotifications": notes}


def _artifact(file: FileReport) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": _uri(file), "encoding": file.document.encoding}
    if file.sha256:
        artifact["hashes"] = {"sha-256": file.sha256}
    return artifact


def _uri(file: FileReport) -> dict[str, str]:
    path = PurePath(file.path)
    if path.is_absolute():
        return {"uri": "file://" + quote(path.as_posix(), errors="surrogateescape")}
    return {"uri": quote(path.as_posix(), errors="surrogateescape")}


def _region(doc: Document, start: int, end: int) -> dict[str, int]:
    line, column = place(doc, start, "utf-16")
    end_line, end_column = place(doc, end, "utf-16")
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _result(file: FileReport, finding: Finding, name: str, number: int, language: str) -> dict[str, Any]:
    doc = file.document
    region = _region(doc, finding.start, finding.end)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message(language)},
        "locations": [{"physicalLocation": {"artifactLocation": _uri(file), "region": region}}],
        "partialFingerprints": {"ocrlint/v1": name},
        "properties": {"safety": safety(finding), "confidence": finding.confidence},
    }
    if decided := words.decision(file, name, language):
        state = "accepted" if file.is_settled(name) else "underReview"
        result["suppressions"] = [{"kind": "external", "status": state, "justification": decided}]
    if finding.fix is not None and finding.fix.edits:
        replacements = [
            {
                "deletedRegion": _region(doc, edit.start, edit.end),
                "insertedContent": {"text": edit.text.replace("\n", doc.newline)},
            }
            for edit in finding.fix.edits
        ]
        change = {"artifactLocation": _uri(file), "replacements": replacements}
        result["fixes"] = [{"description": {"text": finding.message(language)}, "artifactChanges": [change]}]
    return result
