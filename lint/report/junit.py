"""JUnit XML, the form of test results that most CI servers show: a suite a file, a failed case a finding."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from lint.core.visible_text import visible
from lint.report import words
from lint.report.places import excerpt, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lint.core.report_data import FileReport, Report

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNUSUAL = re.compile(r"[^\x20-\x7e\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]")


def write(report: Report) -> str:
    """The run as XML. A file without findings is one case that passes."""
    failures, errors = report.findings - report.settled.total(), len(report.errors)
    tests = sum(max(1, len(file.findings)) for file in report.files)
    suites = "".join(suite for file in report.files for suite in _suite(file, report.language))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="ocrlint" tests="{tests}" failures="{failures}" errors="{errors}">\n'
        f"{suites}</testsuites>\n"
    )


def _suite(file: FileReport, language: str) -> Iterator[str]:
    name = _xml(file.path)
    tests, errors = len(file.findings), int(bool(file.error))
    failures = tests - file.settled.total()
    yield f'<testsuite name="{name}" tests="{max(1, tests)}" failures="{failures}" errors="{errors}">\n'
    if file.error:
        yield f'<testcase classname="{name}" name="ocrlint">'
        yield f'<error message="{_xml(file.error)}"/></testcase>\n'
    elif not file.findings:
        yield f'<testcase classname="{name}" name="ocrlint"/>\n'
    for id_, finding in file.items():
        line, column = place(file.document, finding.start)
        case = f"{finding.code} {finding.rule.name} {line}:{column}"
        shown = excerpt(file.document.text, finding.start, finding.end)
        if file.is_settled(id_):
            decided = _xml(words.decision(file, id_, language))
            yield (
                f'<testcase classname="{name}" name="{_xml(case)}" file="{name}" line="{line}">'
                f'<skipped message="{decided}"/></testcase>\n'
            )
            continue
        yield (
            f'<testcase classname="{name}" name="{_xml(case)}" file="{name}" line="{line}">'
            f'<failure type="{finding.severity.value}" message="{_xml(finding.message(language))}">'
            f"{name}:{line}:{column}\n{_xml(str(shown))}</failure></testcase>\n"
        )
    yield "</testsuite>\n"


def _xml(text: str) -> str:
    """`text` for an attribute or element, hidden characters by their numbers."""
    return _UNUSUAL.sub(_number, escape(text))


def _number(hit: re.Match[str]) -> str:
    """A character as a reference; visible where XML can't hold it, in no escaping."""
    shown = visible(hit[0])
    if shown == hit[0] != "\t":
        return shown
    return shown if _NOT_XML.match(hit[0]) else f"&#{ord(hit[0])};"
