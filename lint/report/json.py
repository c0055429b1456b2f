r"""The report as one JSON document, for programs. Its form is a contract, see README.

Offsets are code points of the decoded text as stored, so ``\r\n`` counts two; lines and columns count
from 1.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

import msgspec

import lint
from lint.document import line_map
from lint.findings import Finding, Safety
from lint.quality import Quality
from lint.report.base import FileReport, Report
from lint.report.places import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LABELS = {safety: safety.label for safety in Safety}


class Position(msgspec.Struct):
    """One end of a finding."""

    offset: int
    line: int
    column: int


class EditRow(msgspec.Struct):
    """Replace the stored text from `start` to `end` by `text`."""

    start: int
    end: int
    text: str


class FixRow(msgspec.Struct):
    """Edits that belong together; a person may put one of `choices` in their place."""

    safety: str
    edits: list[EditRow]
    choices: tuple[str, ...]


class FindingRow(msgspec.Struct):
    """One finding."""

    id: str
    code: str
    name: str
    severity: str
    confidence: float
    message: str
    excerpt: str
    start: Position
    end: Position
    fix: FixRow | None
    decision: None = None


class FileRow(msgspec.Struct):
    """One file; `error` says why it could not be judged."""

    path: str
    encoding: str
    sha256: str
    characters: int
    findings: list[FindingRow]
    quality: Quality | dict[str, str] = {}
    error: str | None = None


def piece(file: FileReport, language: str) -> Iterator[str]:
    """The row of one file, finding by finding: as one value it would take much more memory than the text."""
    before, findings, after = encode(_file_row(file)).partition('"findings":[')
    yield before + findings
    comma = ""
    for name, finding in file.items():
        yield comma + encode(finding_row(file, finding, name, language))
        comma = ","
    yield after


def frame(pieces: Iterable[bytes], report: Report) -> Iterator[bytes]:
    """The report: what made it, the rows of the files, the summary."""
    yield f'{{"schema":1,"tool":{{"name":"ocrlint","version":"{lint.__version__}"}},"files":['.encode()
    for number, row in enumerate(pieces):
        if number:
            yield b","
        yield row
    yield f'],"summary":{encode(report.summary)}}}\n'.encode()


def encode(value: object) -> str:
    """`value` as JSON."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half a surrogate pair, from a file name that is no UTF-8
        return dumps(msgspec.to_builtins(value))


def _file_row(file: FileReport) -> FileRow:
    """One file without its findings."""
    doc = file.document
    return FileRow(
        path=file.path,
        encoding=doc.encoding,
        sha256=file.sha256,
        characters=file.stored(len(doc.text)),
        findings=[],
        quality={} if file.error else file.quality,
        error=file.error or None,
    )


def finding_row(file: FileReport, finding: Finding, name: str, language: str) -> FindingRow:
    """One finding of `file`, called `name`, its message in `language`."""
    return FindingRow(
        id=name,
        code=finding.code,
        name=finding.rule.name,
        severity=finding.severity,
        confidence=finding.confidence,
        message=finding.message(language),
        excerpt=str(excerpt(file.document.text, finding.start, finding.end)),
        start=_position(file, finding.start),
        end=_position(file, finding.end),
        fix=_fix_row(file, finding),
    )


def _position(file: FileReport, offset: int) -> Position:
    line, column = line_map(file.document).position(offset)
    return Position(file.stored(offset), line, column)


def _fix_row(file: FileReport, finding: Finding) -> FixRow | None:
    fix = finding.fix
    if fix is None:
        return None
    newline = file.document.newline
    edits = [
        EditRow(file.stored(edit.start), file.stored(edit.end), edit.text.replace("\n", newline))
        for edit in fix.edits
    ]
    return FixRow(_LABELS[fix.safety], edits, tuple(choice.replace("\n", newline) for choice in fix.choices))
